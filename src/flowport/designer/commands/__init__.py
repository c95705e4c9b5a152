"""The commands, one kind a file: each has ``perform``, which takes a draft and gives the next."""
