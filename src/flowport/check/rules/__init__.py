"""The rules, one a file, in a folder a family; found by name, so adding one is adding a file."""
