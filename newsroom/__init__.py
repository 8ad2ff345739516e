"""The sample newsroom: six invented regional outlets on this machine, in the page structures of real ones.

``python -m newsroom`` serves them; ``newsroom.start()`` does so inside a program (a test, `pantau demo`). Articles
are in ``articles/*.jsonl`` (our own words about invented people, annotated in the form of the facts contract), pages in
``templates/``, one module a platform in ``sites/``, and the outlets' registry entries in ``outlets.toml``.

Imports the standard library only; only `pantau` and the tests import it.
"""

from newsroom.server import Newsroom, registry_text, start

__all__ = ["Newsroom", "registry_text", "start"]
