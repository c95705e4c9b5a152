"""An instance that is a folder of files."""
