"""What is to be drawn for a state, and the words for it: pure, known to every other room."""
