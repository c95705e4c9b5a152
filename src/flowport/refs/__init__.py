"""References: found in a flow, resolved in a target, rewritten together with their copies."""
