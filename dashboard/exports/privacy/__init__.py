"""What a public file may tell: sensitive places at their section, no notes, no ids."""
