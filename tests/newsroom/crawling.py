"""A crawl in a process of its own (Scrapy's reactor starts once): ``python -m tests.newsroom.crawling REGISTRY STORE``.

What was stored is kept in the file STORE, so that a second crawl goes on from the first.
"""

import pickle
import sys
from pathlib import Path

from crawler.outlet import read_registry_file
from crawler.run import crawl
from crawler.store import MemoryStore

if __name__ == "__main__":
    registry, kept = map(Path, sys.argv[1:])
    store = pickle.loads(kept.read_bytes()) if kept.exists() else MemoryStore()
    crawl(read_registry_file(registry), store)
    kept.write_bytes(pickle.dumps(store))
