"""The workbench: the case in a browser on this machine, to see it, question it and change it. It computes nothing."""
