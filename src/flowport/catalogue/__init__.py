"""What Amazon Connect has: declarations that everything else reads, and no behaviour."""
