"""The commands by subject: each is a function that takes a draft and gives the next."""
