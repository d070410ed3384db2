"""The text of a document is shown and nothing in it runs."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.prose import as_html

PLAIN = {
    "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "br", "hr",
    "blockquote", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
MARKS = ["# ", "**", "*", "`", "```\n", "\n\n", "- ", "1. ", "> ", "| a | b |\n|:--|--:|\n", "<b>"]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)


def tags(text: str) -> Tags:
    found = Tags()
    found.feed(as_html(text))
    return found


def test_it_works():
    shown = as_html("# Purpose\n\nWeigh **twice**.\n\n- Bag\n\n| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert "<h2>Purpose</h2>" in shown
    assert "<strong>twice</strong>" in shown
    assert '<table class="table">' in shown
    assert "style" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[here](javascript:alert(1))",
        "![](https://example.org/a.png)",
        "<https://example.org>",
        "[a]: javascript:alert(1)\n\n[a]",
        '```"onload=alert(1)\nx\n```',
        "&lt;script&gt;",
    ],
)
def test_what_would_run_or_lead_away_stands_there_as_written(text):
    found = tags(text)
    assert found.tags <= PLAIN
    assert {name for name, _value in found.attributes} <= {"class"}


@given(st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=20)), max_size=20))
def test_no_text_makes_another_tag(parts):
    found = tags("".join(parts))
    assert found.tags <= PLAIN
    assert {name for name, _value in found.attributes} <= {"class"}


@pytest.mark.parametrize("number", ["5*10^6 and 3*10^6", "2*3*4 mL", "1**2**3"])
def test_stars_within_a_number_stay_and_no_digit_moves_to_another(number):
    assert f"<p>{number}</p>" in as_html(number)
    assert "<strong>5</strong> mL" in as_html("Take **5** mL")
    assert "<em>S-3</em>." in as_html("On *S-3*.")
