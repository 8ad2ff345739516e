"""What happens to a read article: through the topic gate, then into the store; one article, one commit."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.store import MemoryStore
from crawler.topic import about_posts


def jsonl_store() -> MemoryStore:
    """The store of a plain ``scrapy crawl``: articles.jsonl in the present folder."""
    return MemoryStore("articles.jsonl")


class _Pipeline:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> _Pipeline:
        return cls(crawler)

    @property
    def spider(self) -> Any:
        return self.crawler.spider


class TopicGate(_Pipeline):
    """Drops what is plainly not about posts, and remembers that, so that it is not fetched again."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        if about_posts(item.get("title") or "", item["text"]):
            return item
        self.spider.note(item["url"], "off_topic", status=200)
        raise DropItem(f"not about posts: {item['url']}")


class KeepArticle(_Pipeline):
    """Stores the article."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        outcome = self.spider.store.save_article(item, run=self.spider.run)
        self.spider.count(outcome)
        return item
