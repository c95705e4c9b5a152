"""Migrate: many flows from one instance to another, planned, paced, resumable and reversible."""
