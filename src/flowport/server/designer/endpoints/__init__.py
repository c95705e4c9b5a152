"""The endpoints, by topic; each module registers its own."""
