"""The designer's API over the store, and the built page: what a browser talks to."""
