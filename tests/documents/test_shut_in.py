"""The engine reads print assets and nothing else, whatever a document asks for."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents.rendering.assets import Assets, UnknownAsset
from documents.rendering.weasy import Engine, ForbiddenFetch
from tests.documents import reading
from tests.documents.listener import Listener

CANARY = "canary-7f3e"
HOSTILE = {
    "image": '<img src="{url}">',
    "style link": '<link rel="stylesheet" href="{url}">',
    "import": '<style>@import url("{url}");</style>',
    "background": '<style>p {{ background: url("{url}") }}</style><p>x</p>',
    "list image": '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    "content": '<style>p::before {{ content: url("{url}") }}</style><p>x</p>',
    "font": '<style>@font-face {{ font-family: x; src: url("{url}") }}</style><p>x</p>',
    "attachment": '<link rel="attachment" href="{url}">',
    "attachment link": '<a rel="attachment" href="{url}">x</a>',
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "svg image": '<svg viewBox="0 0 9 9"><image href="{url}" width="9" height="9"/></svg>',
    "svg style": '<svg viewBox="0 0 9 9"><style>@font-face {{ font-family: y; src: url("{url}") }}'
    "</style></svg>",
    "picture in data": "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>"
    "<image href='{url}' width='9' height='9'/></svg>\">",
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Assets.of_release())


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    file = tmp_path / "canary.txt"
    file.write_text(CANARY, encoding="utf-8")
    return file


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as listening:
        yield listening


def test_the_listener_counts(listener: Listener) -> None:
    with pytest.raises(OSError, match=r"closed|reset"):
        urllib.request.urlopen(f"http://{listener.address}/")
    assert listener.calls == 1


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_nothing_is_fetched_from_the_network(engine: Engine, listener: Listener, html: str) -> None:
    with pytest.raises(ForbiddenFetch):
        engine.render(html.format(url=f"http://{listener.address}/x"))
    assert listener.calls == 0


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_no_file_is_read(engine: Engine, canary: Path, html: str) -> None:
    with pytest.raises(ForbiddenFetch, match="accepted are asset:css"):
        engine.render(html.format(url=canary.as_uri()))


def test_a_relative_name_reads_nothing(engine: Engine, canary: Path) -> None:
    content = engine.render(f'<p>seen</p><img src="{canary}"><object data="{canary}"></object>')
    assert "seen" in reading.text(content)
    assert CANARY not in reading.text(content)
    assert CANARY.encode() not in content


def test_a_base_address_opens_no_folder(engine: Engine, canary: Path) -> None:
    with pytest.raises(ForbiddenFetch):
        engine.render(f'<base href="{canary.parent.as_uri()}/"><img src="{canary.name}">')


@pytest.mark.parametrize(
    "name",
    [
        "asset:../manage.py",
        "asset:css/../../manage.py",
        "asset:fonts/print/%2e%2e/%2e%2e/css/print.css",
        "asset:/etc/passwd",
        "asset:",
        "asset:css/base.css",
        "css/print.css",
        "ASSET:css/print.css",
    ],
)
def test_only_exact_names_of_print_assets_are_read(name: str) -> None:
    with pytest.raises(UnknownAsset, match="is not a print asset"):
        Assets.of_release().read(name)


def test_the_print_style_and_fonts_are_there() -> None:
    names = Assets.of_release().names
    assert "asset:css/print.css" in names
    assert sum(name.endswith(".ttf") for name in names) == 6
