"""What the trained network says of an article (`network`, `scores`), and how facts are made of it (`decoding`).

The shipped model lies in a folder of its own here; ``docs/model-card.md`` is about it. Imports `nlp` only; no torch.
"""

from pathlib import Path

#: The model that is shipped and read with unless another is named.
SHIPPED = Path(__file__).parent / "pantau-e5"
