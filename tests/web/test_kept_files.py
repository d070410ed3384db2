"""A page that opens without network finds all its scripts and styles on the device."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from cgtlims.web.offline.views import KEPT

LOADED = re.compile(r"static '([^']+\.(?:js|css|svg|woff2))'")
IMPORTED = re.compile(r'^import (?:.* from )?"\./([\w-]+\.js)";', re.MULTILINE)
SHELL = ("base.html", "tablet.html", "bare.html", "head.html", "offline.html", "unsent.html")
OFFICE = ("cleanrooms/room.html", "cleanrooms/board.html", "people/deed.html")
TEMPLATES, STATIC = Path(settings.BASE_DIR) / "templates", Path(settings.BASE_DIR) / "static"


def kept_templates() -> Iterator[Path]:
    """Every page for gloves, what all pages have, and those of the office that may be kept."""
    for path in TEMPLATES.rglob("*.html"):
        if '{% extends "tablet.html" %}' in path.read_text():
            yield path
    yield from (TEMPLATES / name for name in (*SHELL, *OFFICE))
    yield from (TEMPLATES / "cotton").glob("*.html")


def loaded() -> set[str]:
    found = {name for path in kept_templates() for name in LOADED.findall(path.read_text())}
    asked = list(found)
    while asked:
        name = asked.pop()
        if name.startswith("js/"):
            new = {f"js/{one}" for one in IMPORTED.findall((STATIC / name).read_text())} - found
            found |= new
            asked += new
    return found


def test_everything_that_a_kept_page_loads_is_kept() -> None:
    assert loaded() - set(KEPT) == set()


@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept_is_there(name: str) -> None:
    assert (STATIC / name).is_file()
