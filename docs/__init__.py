"""The documents, and what remakes the parts of them that are made from code and data (``python -m docs.build``).

Nobody imports this; it may import everything, as `pantau` may.
"""
