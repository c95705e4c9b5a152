"""A flow that is too large, cut into flows that are not."""
