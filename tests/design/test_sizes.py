"""Budgets: what every page may cost before it shows anything."""

from __future__ import annotations

import gzip
import re

from tests.design.places import (
    SCREEN_STYLES,
    STATIC,
    minimised,
    modules,
    source,
    style,
    templates,
)

STYLE_BYTES = 12_000
SCRIPT_BYTES = 60_000
BUILT_NAMES = {"btn-primary", "btn-danger", "btn-quiet", "btn-s", "step-bar", "htmx-request"}


def test_screen_styles_stay_within_12_kb_gzip() -> None:
    whole = "".join(minimised(style(name)) for name in SCREEN_STYLES)
    assert len(gzip.compress(whole.encode(), 9)) <= STYLE_BYTES


def test_all_scripts_together_stay_within_60_kb_gzip() -> None:
    """More than any one page loads."""
    htmx = next((STATIC / "vendor").glob("htmx-*/htmx.min.js"))
    total = sum(len(gzip.compress(path.read_bytes(), 9)) for path in [htmx, *modules()])
    assert total <= SCRIPT_BYTES


def test_no_class_is_styled_that_nothing_uses() -> None:
    css = "".join(minimised(style(name)) for name in SCREEN_STYLES)
    selectors = re.sub(r"\{[^{}]*\}", "{}", css)
    styled = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    texts = [source(path) for path in templates()]
    texts += [path.read_text(encoding="utf-8") for path in modules()]
    words = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    assert styled - words - BUILT_NAMES == set()


def test_layers_are_declared_in_order() -> None:
    assert "@layer tokens, base, components, screens;" in style("tokens")
    for name in SCREEN_STYLES:
        assert f"@layer {name} {{" in style(name)
