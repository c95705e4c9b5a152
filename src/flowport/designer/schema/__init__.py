"""What the designer's API answers, as types: the builders here and the page's types keep to them.

``web/src/api`` is generated from these modules; a class ``RowJSON`` is the interface ``Row`` there.
"""
