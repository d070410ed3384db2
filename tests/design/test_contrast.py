"""WCAG 2.2 contrast of every pair of colour roles, in every theme, from tokens.css."""

from __future__ import annotations

import re

import pytest

from tests.design.places import style

THEMES = ("light", "dark", "contrast")
STATES = ("ok", "alert", "action", "info", "progress", "hold", "neutral")
SURFACES = ("canvas", "surface", "sunken", "hover")
TEXT, GRAPHIC = 4.5, 3.0

Pair = tuple[str, tuple[str, ...], float]


def pairs() -> list[Pair]:
    """(front, what it stands on, the least ratio)."""
    found: list[Pair] = [
        (role, SURFACES, TEXT) for role in ("text", "text-muted", "text-subtle", "accent")
    ]
    found += [
        ("text", ("raised",), TEXT),
        ("text-muted", ("raised",), TEXT),
        ("text-subtle", ("accent-tint",), TEXT),
        ("accent", ("accent-tint",), TEXT),
        ("accent-on", ("accent-solid", "accent-hover"), TEXT),
        ("line-control", ("canvas", "surface", "sunken"), GRAPHIC),
        ("focus", ("canvas", "surface"), GRAPHIC),
    ]
    for state in STATES:
        on = (f"{state}-tint", "surface", "canvas", "accent-tint")
        found += [
            (f"{state}-text", on, TEXT),
            (f"{state}-on", (f"{state}-solid",), TEXT),
            (f"{state}-line", ("surface", f"{state}-tint"), GRAPHIC),
            ("text", (f"{state}-tint",), TEXT),
        ]
    return found


def read_themes() -> dict[str, dict[str, str]]:
    """Colour by role for each theme; the contrast theme overrides the light one."""
    css = style("tokens")
    light, dark = {}, {}
    for role, value in re.findall(
        r"--([\w-]+): (light-dark\(.*?\)|#\w+);", _block(css, ":root, [")
    ):
        colours = re.findall(r"#\w+", value)
        light[role], dark[role] = colours[0], colours[-1]
    contrast = dict(re.findall(r"--([\w-]+): (#\w+);", _block(css, '[data-theme="contrast"]')))
    return {"light": light, "dark": dark, "contrast": light | contrast}


def _block(css: str, selector: str) -> str:
    start = css.index("{", css.index(selector))
    return css[start : css.index("\n  }", start)]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(front: str, back: str) -> float:
    high, low = sorted((luminance(front), luminance(back)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_has_the_contrast_it_needs(theme: str) -> None:
    colours = read_themes()[theme]
    short = [
        f"{front} on {back}: {ratio(colours[front], colours[back]):.2f}, needs {least}"
        for front, backs, least in pairs()
        for back in backs
        if ratio(colours[front], colours[back]) < least
    ]
    assert short == []


def test_black_on_white_is_21() -> None:
    assert round(ratio("#000", "#FFFFFF"), 2) == 21
