"""What the home page says that waits for a person."""

from __future__ import annotations

import re
from typing import Any


def tasks(browse: Any, username: str, kind: str = "") -> list[tuple[str, str]]:
    """Task and code, in the order of the page."""
    page = browse(username).get("/", {"work": kind} if kind else {}).text
    card = page.partition('id="waiting"')[2].partition("</section>")[0]
    found = re.findall(r'<tr>\s*<td class="wide"><a class="strong" .*?</tr>', card, re.DOTALL)
    return [
        (told(r'"strong"[^>]*>([^<]+)', row), told(r'class="id" *>([^<]+)', row)) for row in found
    ]


def told(pattern: str, row: str) -> str:
    match = re.search(pattern, row)
    return match[1] if match else ""


def pages(browse: Any, username: str) -> list[str]:
    page = browse(username).get("/").text
    return re.findall(r'<a class="strong" href="([^"]+)">', page.partition('id="waiting"')[2])


def kinds(browse: Any, username: str) -> list[str]:
    """The sources that have something for the person."""
    answer = browse(username).get("/")
    return [source.name for source, _ in answer.context["work"]]
