"""What each kind of container calls its flows: one form a file, all over plain trees."""
