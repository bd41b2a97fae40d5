"""A method of one's own: a small package that every labmethods finds once it is installed."""
