"""From the bytes of each format to a table of texts."""
