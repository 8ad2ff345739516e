"""Scrapy's spiders: there is one, and outlets differ only by their entries in the registry."""
