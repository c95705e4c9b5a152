"""An instance over the Connect API."""
