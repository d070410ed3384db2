"""Where the parts of the design are, and how they are read."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
TEMPLATES = ROOT / "templates"
SCREEN_STYLES = ("tokens", "base", "components", "screens")
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def source(path: Path) -> str:
    """A template without its comments, which show examples."""
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def markup(path: Path) -> str:
    """A template's own HTML, with a stroke for every tag and variable."""
    return re.sub(r"{%.*?%}|{{.*?}}", "-", source(path), flags=re.DOTALL)


def modules() -> list[Path]:
    return sorted((STATIC / "js").glob("*.js"))


def style(name: str) -> str:
    return (STATIC / "css" / f"{name}.css").read_text(encoding="utf-8")


def minimised(css: str) -> str:
    """What a minimiser would leave: no comments, no idle white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    return re.sub(r":\s", ":", css).replace(";}", "}").strip()
