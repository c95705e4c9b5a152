"""What people come to do, over the ports."""
