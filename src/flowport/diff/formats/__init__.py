"""The forms of a report, one a file, each with ``render``: a tuple of entries in, text out."""
