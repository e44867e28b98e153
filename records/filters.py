"""What the filters of every list share."""

# Long enough for any name; a longer query is answered with an error, not with work.
FILTER_TEXT_LENGTH = 100
