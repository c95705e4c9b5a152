"""What the service accepts, and a contact would not."""
