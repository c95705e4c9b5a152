"""One command a file; a file ``import_.py`` is the command ``import``."""
