"""Templates: every word is translated, every page has a title, every name that is used is there."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.template.base import Lexer, TokenType

from tests.architecture.house import ROOT, files

FOLDER = ROOT / "templates"
TEMPLATES = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
    for path in files(".html")
    if path.is_relative_to(FOLDER)
}
SAMPLES = "design/"  # sheets of the components, filled with codes and signs to look at
SPOKEN = {"title", "aria-label", "aria-description", "placeholder", "alt", "label", "summary"}
SILENT = {"script", "style", "code", "kbd", "svg"}
WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
SENTENCE = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+")
NAMES = {"CGT", "LIMS", "UTC", "PDF", "csv", "sha"}
SKIPPED = {"comment": "endcomment", "blocktranslate": "endblocktranslate"}


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
        elif name == "block" and token.contents.endswith("class"):
            end = "endblock"
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
        if tag.startswith("c-") and tag != "c-vars":
            given = [value for name, value in attrs if value and not name.startswith(":")]
            self.found += [value for value in given if SENTENCE.match(value)]

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


@pytest.mark.parametrize("name", [name for name in TEMPLATES if not name.startswith(SAMPLES)])
def test_every_word_is_translated(name):
    assert untranslated(TEMPLATES[name]) == []


def extended(source: str) -> str | None:
    """The template that this one extends."""
    found = re.search(r"{% extends ['\"]([^'\"]+)['\"] %}", source)
    return found[1] if found else None


def titles(name: str) -> list[str]:
    """What the template, and those it extends, put into the block title."""
    source = TEMPLATES[name]
    found = re.findall(r"{% block title %}(.*?){% endblock", source, re.DOTALL)
    above = extended(source)
    return found + (titles(above) if above else [])


PAGES = [name for name, source in TEMPLATES.items() if extended(source) and titles(name)]


def test_there_are_pages():
    assert len(PAGES) > 8


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_title(name):
    assert any(title.strip() for title in titles(name))


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_a_template_uses_is_there(name):
    source = TEMPLATES[name]
    used = re.findall(r"{% (?:extends|include) ['\"]([^'\"]+)['\"]", source)
    used += [
        f"cotton/{part.replace('.', '/').replace('-', '_')}.html"
        for part in re.findall(r"<c-([a-z.-]+)", plain(source))
        if part not in {"vars", "slot"}
    ]
    assert [one for one in used if one not in TEMPLATES] == []
