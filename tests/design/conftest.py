"""A browser for the modules alone: pages are lines of template, answered without a server."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.design.places import STATIC
from tests.design.rendering import render

HASH = re.compile(r"\.[0-9a-f]{12}\.")
ORIGIN = "http://lims.invalid"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'"
Sheet = Callable[..., Page]


@pytest.fixture
def sheet(chromium: Browser) -> Iterator[Sheet]:
    """Opens a page made of some lines of template, with the modules that are named."""
    context = chromium.new_context()

    def opened(lines: str, *names: str, user: str = "7", page: Page | None = None) -> Page:
        scripts = "".join(
            f'<script type="module" src="/static/js/{one}.js"></script>' for one in names
        )
        html = (
            f'<!doctype html><html lang="en" data-theme="light"><title>Sheet</title>{scripts}'
            f'<body data-user="{user}" data-time-zone="Europe/Amsterdam">'
            f"{render(lines)}</body></html>"
        )
        page = page or context.new_page()
        page.unroute_all()
        page.route(f"{ORIGIN}/**", lambda route: _answer(route, html))
        page.goto(f"{ORIGIN}/")
        return page

    yield opened
    context.close()


def _answer(route: Route, html: str) -> None:
    path = urlsplit(route.request.url).path
    if path == "/":
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
        route.fulfill(body=html, headers=headers)
        return
    file = STATIC / HASH.sub(".", path.removeprefix("/static/"))
    if not file.is_file():
        route.fulfill(status=404)
        return
    kind = mimetypes.guess_type(file.name)[0] or "text/plain"
    route.fulfill(body=file.read_bytes(), headers={"Content-Type": kind})
