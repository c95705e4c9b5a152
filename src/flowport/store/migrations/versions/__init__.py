"""One script a change of the tables, named by its number."""
