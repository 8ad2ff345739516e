"""The registry: what ships is usable, and a wrong entry is named."""

from __future__ import annotations

import pytest

from crawler.outlet import BadOutlet, Outlet, load_registry, platforms

GOOD = '[[outlet]]\nslug = "a"\nname = "A"\nurl = "https://a.example"\nplatform = "wordpress"\n'


def test_every_shipped_outlet_is_usable_and_every_province_has_one():
    known = load_registry()
    assert len(known) >= 150
    assert len({province for outlet in known.values() for province in outlet.provinces}) == 38
    for outlet in known.values():
        assert outlet.url.startswith("https://") and outlet.delay >= 1


def test_an_entry_takes_its_platforms_settings_and_may_differ(tmp_path):
    file = tmp_path / "x.toml"
    file.write_text(GOOD + 'feeds = ["/index.php/feed/"]\ndelay = 5\n')
    outlet = load_registry([file])["a"]
    assert outlet.feeds == ("https://a.example/index.php/feed/",)
    assert outlet.sitemaps == ("https://a.example/wp-sitemap.xml",)
    assert outlet.delay == 5


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (GOOD.replace('name = "A"\n', ""), "outlet a: name is missing"),
        (GOOD.replace("wordpress", "joomla"), "platform 'joomla' is not one of"),
        (GOOD + "colour = 3\n", "colour is not a field"),
        (GOOD + "allow = ['(']\n", "no regular expression"),
        (GOOD + 'delay = "slow"\n', "delay is not a float"),
        (GOOD + 'zone = "UTC"\n', "zone 'UTC'"),
        (GOOD.replace("https://a.example", "a.example"), "is not a web address"),
        (GOOD + "feeds = []\nsitemaps = []\nwp_json = false\n", "no way to find its articles"),
        (GOOD + GOOD, "the slug is taken already"),
        ("[outlet\n", "cannot be read"),
        ("[other]\nx = 1\n", "holds other"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, text, why):
    file = tmp_path / "x.toml"
    file.write_text(text)
    with pytest.raises(BadOutlet) as caught:
        load_registry([file])
    assert why in str(caught.value) and "x.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("platform", "path", "is_article"),
    [
        ("wordpress", "/2026/06/03/mutasi-pejabat/", True),
        ("wordpress", "/category/daerah/page/2/", False),
        ("wordpress", "/tag/mutasi/", False),
        ("wordpress", "/", False),
        ("blogger", "/2026/06/mutasi.html", True),
        ("blogger", "/search/label/Mutasi", False),
        ("blogger", "/2026/06/mutasi.html?m=1", False),
        ("disway", "/read/123/mutasi", True),
        ("disway", "/kategori/daerah/30", False),
        ("suara", "/read/2026/06/03/101500/mutasi", True),
        ("suara", "/amp/read/2026/06/03/101500/mutasi", False),
        ("antara", "/berita/123456/mutasi", True),
        ("antara", "/amp/berita/123456/mutasi", False),
        ("tribun", "/2026/06/03/mutasi-pejabat", True),
        ("tribun", "/topic/mutasi", False),
    ],
)
def test_which_addresses_are_articles(platform, path, is_article):
    shared = {k: tuple(v) if isinstance(v, list) else v for k, v in platforms()[platform].items()}
    outlet = Outlet(slug="a", name="A", url="https://a.example", platform=platform, **shared)
    assert outlet.is_article(f"https://a.example{path}") is is_article
    assert not outlet.is_article(f"https://other.example{path}")
