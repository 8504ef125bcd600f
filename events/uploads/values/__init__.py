"""What reading a file works with and gives: receipt, kept rows, mapping, limits, errors, text."""
