"""Results of analysis as drawings made of plain shapes, for page, sheet and slide alike."""
