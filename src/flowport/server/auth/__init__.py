"""Who calls, and what they may do: signatures, passwords, sessions, permissions."""
