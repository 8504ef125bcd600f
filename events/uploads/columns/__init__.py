"""What the columns of a table stand for, and their cells as typed values."""
