"""Is a flow right? One rule a file; findings are values."""
