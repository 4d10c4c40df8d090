"""Run `python -m winset`, the same as the command `winset`."""

from winset.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
