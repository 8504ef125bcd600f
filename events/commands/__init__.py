"""The command line's words for other storeys of this floor, which are imported when one is run."""
