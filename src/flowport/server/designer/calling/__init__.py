"""Calling the document that is open in the page, and running its test cases."""
