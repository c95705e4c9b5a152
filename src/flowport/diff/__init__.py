"""What changed between two flows, its meaning told apart from its layout."""
