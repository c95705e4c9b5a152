"""Is the document a flow at all, and is every branch joined?"""
