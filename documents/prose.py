"""The text of a document: a small part of Markdown, as HTML in which nothing runs.

Headings, paragraphs, lists, tables, emphasis, quotes and code. No HTML, link or picture: what a
procedure leads to is said by its code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from integrity.refusals import Blocker, Text

LONGEST = 200_000
LAYOUT = "\n\t"
LEVELS = {f"h{level}": f"h{min(level + 1, 6)}" for level in range(1, 7)}
OFF = ["html_block", "html_inline", "link", "image", "autolink", "reference", "entity"]

BULLETS = {"-", "*", "+"}
BEGIN = re.compile(r"^\s*(#{1,6} |[-*+] |> ?)")
RULE = re.compile(r"\s*\|?[\s:|-]*-{3}[\s:|-]*")

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})
_markdown.enable("table").disable(OFF)


def _star_within(state: StateInline, silent: bool) -> bool:
    """A star between letters or digits is one: 5*10^6 stays a product."""
    begin = end = state.pos
    while end < state.posMax and state.src[end] == "*":
        end += 1
    inside = begin > 0 and end < state.posMax
    if end == begin or not (inside and state.src[begin - 1].isalnum() and state.src[end].isalnum()):
        return False
    if not silent:
        state.pending += state.src[begin:end]
    state.pos = end
    return True


_markdown.inline.ruler.before("emphasis", "star_within", _star_within)


def as_html(text: str) -> SafeString:
    """What a person reads; everything that is no mark of the subset stands there as written."""
    tokens = _markdown.parse(text)
    for token in tokens:
        _fit(token)
    return SafeString(_markdown.renderer.render(tokens, _markdown.options, {}))


def plain_line(line: str) -> str:
    """One line as it is read, without its marks: headings, list signs, emphasis, table bars."""
    if RULE.fullmatch(line):
        return ""
    line = BEGIN.sub(lambda found: "• " if found[1].strip() in BULLETS else "", line)
    tokens = _markdown.parseInline(line)
    text = "".join(part.content for token in tokens for part in token.children or ())
    cells = text.strip().strip("|").split("|") if text.strip().startswith("|") else [text]
    return " · ".join(cell.strip() for cell in cells)


def _fit(token: Token) -> None:
    """The page's own title is the first heading; a style in a tag is refused by the browser."""
    token.tag = LEVELS.get(token.tag, token.tag)
    token.attrs = {"class": "table"} if token.type == "table_open" else {}


def prose_blockers(text: str) -> Iterator[Blocker]:
    """1 to 200,000 characters that can be printed, with line breaks and tabs."""
    if fault := _fault(text):
        code, message = fault
        accepted = _("Accepted: 1 to %(most)s characters, or a PDF.") % {"most": LONGEST}
        yield Blocker(code, message, clears=accepted, field="text")


def _fault(text: str) -> tuple[str, Text] | None:
    if not text:
        return "REQUIRED", _("A text or a file is needed.")
    if len(text) > LONGEST:
        return "LENGTH", _("This has %(length)s characters.") % {"length": len(text)}
    if any(unicodedata.category(one) in {"Cc", "Cs"} and one not in LAYOUT for one in text):
        return "NOT_PRINTABLE", _("This has characters that cannot be printed.")
    return None
