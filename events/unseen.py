"""Characters that are not seen where they stand: blanks, ends of lines, and what has no outline."""

UNSEEN = (
    # Control characters, blanks and ends of lines.
    "\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000"
    # What Unicode lets programs pass over (Default_Ignorable_Code_Point), and marks of notes.
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""As ranges, for use within the square brackets of a pattern."""
