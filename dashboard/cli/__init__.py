"""The commands of `python -m dashboard`."""
