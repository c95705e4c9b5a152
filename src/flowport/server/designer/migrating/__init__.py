"""Migrating from the page: where to, the plan, and runs in the background."""
