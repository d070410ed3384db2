"""Every sign the field writes is in a font of our own, on the screen and on paper."""

from __future__ import annotations

import re

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from tests.design.places import STATIC, style

SIGNS = (
    "µμ≥≤≈≠±×÷−–—…·°‰√∞αβγδεκλπσφωΔΩ⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉"
    "←→↑↓↔⇒✓“”‘’„€½¼§©®™ÄÖÜäöüßéèçñøåÅæœžšćłőŁ"
)
FACE = re.compile(r"@font-face \{(.*?)\}", re.DOTALL)


def faces(css: str) -> list[dict[str, str]]:
    """The descriptors of every @font-face."""
    return [dict(re.findall(r"([\w-]+): (.*?);", body)) for body in FACE.findall(css)]


def in_range(sign: str, ranges: str) -> bool:
    for part in ranges.replace("U+", "").split(","):
        first, _, last = part.strip().partition("-")
        if int(first, 16) <= ord(sign) <= int(last or first, 16):
            return True
    return False


def covered(css: str, families: tuple[str, ...], weight: str) -> set[str]:
    """The signs that a stack of families can show at this weight."""
    found: set[str] = set()
    for face in faces(css):
        weights = [int(part) for part in face["font-weight"].split()]
        if face["font-family"].strip('"') not in families:
            continue
        if not weights[0] <= int(weight) <= weights[-1]:
            continue
        name = re.search(r'url\("(?:asset:|\.\./)(.*?)"\)', face["src"])
        assert name
        cmap = TTFont(STATIC / name[1]).getBestCmap()
        ranges = face.get("unicode-range", "U+0-10FFFF")
        found |= {sign for sign in SIGNS if ord(sign) in cmap and in_range(sign, ranges)}
    return found


@pytest.mark.parametrize("weight", ["400", "550", "700"])
def test_the_screen_shows_every_sign(weight: str) -> None:
    stack = ("Atkinson Hyperlegible Next", "CGT-LIMS Symbols")
    assert set(SIGNS) - covered(style("tokens"), stack, weight) == set()


@pytest.mark.parametrize("weight", ["400", "700"])
@pytest.mark.parametrize("family", ["Atkinson Hyperlegible Next", "Atkinson Hyperlegible Mono"])
def test_paper_shows_every_sign(family: str, weight: str) -> None:
    stack = (family, "CGT-LIMS Symbols")
    assert set(SIGNS) - covered(style("print"), stack, weight) == set()


def test_raised_figures_all_come_from_one_font() -> None:
    """Else the ² of 10⁻¹² would differ from its ⁻¹."""
    atkinson = covered(style("tokens"), ("Atkinson Hyperlegible Next",), "400")
    assert not atkinson & set("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def test_every_font_of_ours_is_used_and_licensed() -> None:
    named = set(re.findall(r"fonts/([\w./-]+\.(?:woff2|ttf))", style("tokens") + style("print")))
    fonts = STATIC / "fonts"
    there = {path.relative_to(fonts).as_posix() for path in fonts.rglob("*") if path.is_file()}
    assert named == {name for name in there if not name.endswith(".txt")}
    assert len([name for name in there if name.startswith("OFL-")]) == 4
