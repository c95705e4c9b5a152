"""Calling flows from the command line: where flows and mocks come from, and who answers."""
