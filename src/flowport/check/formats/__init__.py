"""How findings are written out: pure functions from findings to text, one format a file."""
