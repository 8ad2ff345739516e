"""The sample newsroom: six invented regional outlets on this machine, in the page structures of real ones.

``python -m newsroom`` serves them; ``newsroom.start()`` does so inside a program (a test, `pantau demo`). Articles
are in ``articles/*.jsonl`` (our own words about invented people, annotated in the form of the facts contract), one
module a platform and the templates of its pages in ``sites/``, what else the sites carry (a page in English, a draft …)
in ``oddities.toml``, and the outlets' registry entries in ``outlets.toml``.

Imports the standard library only; only `pantau` and the tests import it.
"""

from newsroom.server import BASE_PORT, SITES, Newsroom, registry_text, start

__all__ = ["BASE_PORT", "SITES", "Newsroom", "registry_text", "start"]
