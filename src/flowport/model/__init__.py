"""Documents: flows of both formats, read and written without loss."""
