"""The Connect API and the designer's API over a store."""
