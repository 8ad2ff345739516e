"""What the trained network says of an article (`scores`), and how facts are made of it (`decoding`).

Imports `nlp` only; no torch.
"""
