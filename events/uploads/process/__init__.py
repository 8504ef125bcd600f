"""The confined process that reads a file, and who talks to it."""
