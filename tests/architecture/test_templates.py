"""Templates: every word is translated, every page has a title, every name that is used is there."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from tests.architecture.house import ROOT, files

TEMPLATES = [path for path in files(".html") if "templates" in path.parts and "tests" not in path.parts]
SPOKEN = {"title", "aria-label", "aria-description", "placeholder", "alt", "label", "summary"}
SILENT = {"script", "style", "code", "kbd", "svg"}
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"CGT", "LIMS", "UTC", "PDF", "nbsp", "sha"}
SKIPPED = {"comment": "endcomment", "blocktranslate": "endblocktranslate"}


def told(path: Path) -> str:
    return path.relative_to(ROOT / "templates").as_posix()


def plain(source: str) -> str:
    """The HTML of a template without its tags, variables, comments and translated text."""
    kept: list[str] = []
    end = ""
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type is TokenType.BLOCK else ""
        if end:
            end = "" if name == end else end
        elif name in SKIPPED:
            end = SKIPPED[name]
        elif token.token_type is TokenType.TEXT:
            kept.append(token.contents)
    return "".join(kept)


class Words(HTMLParser):
    """Collects what a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def untranslated(source: str) -> list[str]:
    words = Words()
    words.feed(plain(source))
    return [word for text in words.found for word in WORD.findall(text) if word not in NAMES]


def test_it_works():
    assert len(TEMPLATES) > 50
    assert untranslated('<p title="Hint">Read {{ this }} aloud</p>') == ["Hint", "Read", "aloud"]
    translated = (
        '{% comment %}Not shown{% endcomment %}<p title="{% translate "Hint" %}">'
        "{% blocktranslate %}Read {{ this }}{% endblocktranslate %} 10 % · CGT-LIMS</p>"
    )
    assert untranslated(translated) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=told)
def test_every_word_is_translated(path):
    assert untranslated(path.read_text(encoding="utf-8")) == []
