"""An instance in SQL."""
