"""Builds “CGT-LIMS Symbols”: the signs of the field that no Atkinson Hyperlegible file has.

Atkinson's own signs come first (≥ ≤ Δ Ω µ, and the space, which layout engines take from the font
of the sign before it), then Noto Sans (Greek, raised and lowered figures),
then Noto Sans Math (arrows, tick). All three are under the SIL Open Font License.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FAMILY = "CGT-LIMS Symbols"
FROM_ATKINSON = " \u00a0≥≤≈≠∞√‰ΔΩμ"
FROM_NOTO_SANS = "αβγδεζηθκλνπρσςτφχψωΓΘΛΞΠΣΦΨ⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉₊₋\u2011"
FROM_NOTO_MATH = "←→↑↓↔⇒✓"
SAME_SIGN = {0x00B5: 0x03BC, 0x2206: 0x0394}  # micro sign is mu, increment is Delta
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}
NAME_FAMILY, NAME_STYLE, NAME_UNIQUE, NAME_FULL, NAME_POSTSCRIPT = 1, 2, 3, 4, 6


def build_symbols(atkinson: Path, noto: Path, math: Path, out: Path) -> list[Path]:
    """Writes regular and bold, as woff2 for the screen and as TrueType for print."""
    made = []
    for weight, folder in WEIGHTS.items():
        font = _merged(
            [
                (next((atkinson / folder).glob("*.ttf")), FROM_ATKINSON),
                (next((noto / folder).glob("*.ttf")), FROM_NOTO_SANS),
                (next((math / "400Regular").glob("*.ttf")), FROM_NOTO_MATH),
            ]
        )
        _share_signs(font)
        _rename(font, weight)
        made += _save(font, weight, out)
    return made


def _merged(sources: Iterable[tuple[Path, str]]) -> TTFont:
    with TemporaryDirectory() as folder:
        parts = []
        for number, (path, signs) in enumerate(sources):
            part = Path(folder) / f"{number}.ttf"
            _subset(path, signs).save(part)
            parts.append(str(part))
        font = Merger().merge(parts)
        font.recalcTimestamp = False
        font["head"].created = font["head"].modified = TTFont(parts[0])["head"].created
    return font


def _subset(path: Path, signs: str) -> TTFont:
    """Only the outlines of these signs: no layout features, no hints."""
    font = TTFont(path, recalcTimestamp=False)
    options = Options(layout_features=[], hinting=False, name_IDs=[0, 13, 14], notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "MATH", "STAT", "DSIG", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(text=signs)
    subsetter.subset(font)
    missing = {sign for sign in signs if ord(sign) not in font.getBestCmap()}
    if missing:
        raise ValueError(f"{path.name} has no {' '.join(sorted(missing))}.")
    return font


def _share_signs(font: TTFont) -> None:
    for table in font["cmap"].tables:
        for alias, original in SAME_SIGN.items():
            table.cmap[alias] = table.cmap[original]


def _rename(font: TTFont, weight: str) -> None:
    name = font["name"]
    plain = FAMILY.replace(" ", "").replace("-", "")
    words = {
        NAME_FAMILY: FAMILY,
        NAME_STYLE: weight,
        NAME_UNIQUE: f"{FAMILY} {weight}",
        NAME_FULL: f"{FAMILY} {weight}",
        NAME_POSTSCRIPT: f"{plain}-{weight}",
    }
    for identifier, text in words.items():
        name.setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if weight == "Bold" else 400
    font["OS/2"].fsSelection = 0x20 if weight == "Bold" else 0x40
    font["head"].macStyle = 1 if weight == "Bold" else 0


def _save(font: TTFont, weight: str, out: Path) -> list[Path]:
    print_file = out / "print" / f"CGTLIMSSymbols-{weight}.ttf"
    screen_file = out / f"cgt-lims-symbols-{weight.lower()}.woff2"
    print_file.parent.mkdir(parents=True, exist_ok=True)
    font.flavor = None
    font.save(print_file)
    font.flavor = "woff2"
    font.save(screen_file)
    return [print_file, screen_file]
