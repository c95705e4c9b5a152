"""Where blocks stand."""
