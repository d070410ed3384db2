"""What a template may hold: no style, script or handler of its own, and only icons that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.design.places import STATIC, markup, modules, source, templates

FORBIDDEN = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "script without src": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "event handler": re.compile(r"<[^>]*\s(on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "javascript in an attribute": re.compile(r"=\s*[\"'](javascript|js):", re.IGNORECASE),
}
ICON = re.compile(r"""<c-icon[^>]*\sname="([\w-]+)"|\s(?:icon|after)="([\w-]+)"|#i-([\w-]+)["']""")


def by_name(path: Path) -> str:
    return "/".join(path.parts[path.parts.index("templates") + 1 :])


@pytest.mark.parametrize("path", templates(), ids=by_name)
def test_no_style_script_or_handler_in_a_template(path: Path) -> None:
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(markup(path))] == []


def symbols() -> set[str]:
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")
    return set(re.findall(r'<symbol id="i-([\w-]+)"', sprite))


def test_every_icon_that_is_named_is_drawn() -> None:
    named = {
        name
        for path in templates()
        for groups in ICON.findall(source(path))
        for name in groups
        if name
    }
    assert "lock" in named
    assert named - symbols() == set()


def test_every_state_has_an_icon_of_its_name() -> None:
    assert {"ok", "alert", "action", "info", "progress", "hold", "neutral"} <= symbols()


def test_every_id_in_the_sprite_is_used_once() -> None:
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")
    names = re.findall(r'id="([^"]+)"', sprite)
    assert len(names) == len(set(names))


def test_every_module_a_page_loads_exists() -> None:
    loaded = {name for path in templates() for name in re.findall(r"'js/([\w.-]+)'", source(path))}
    imported = {
        name
        for path in modules()
        for name in re.findall(r'from "\./([\w.-]+)"', path.read_text(encoding="utf-8"))
    }
    served = {"service_worker.js"}  # by cgtlims.web.offline.views, from the root
    assert loaded | imported | served == {path.name for path in modules()}
