"""The draws of a study: made in blocks, kept, counted together, and asked what the answer hangs on."""
