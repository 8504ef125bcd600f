"""Files that people take away: one preparation, one entry a format."""
