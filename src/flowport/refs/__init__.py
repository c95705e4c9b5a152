"""References to an instance's resources: found, resolved, rewritten."""
