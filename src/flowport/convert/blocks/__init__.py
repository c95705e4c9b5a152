"""What no table can say about a block: one file a block, named for its form.

Each has ``finish(draft)``, called when the draft's parameters and branches are placed as the
catalogue says; ``draft.held`` then has the parameters that were left to it.
"""
