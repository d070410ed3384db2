"""What the file lacks, as the running system answers now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tests.access import book, scene
from tests.access.asking import Asking
from tests.access.book import Entry, callers
from tests.access.routes import METHODS, Route, routes


def write() -> None:
    text = book.FILE.read_text(encoding="utf-8") if book.FILE.exists() else ""
    known, asking = book.read(text), Asking(scene.made())
    entries = [entry for route in routes() for entry in completed(route, known, asking)]
    book.FILE.write_text(book.written(entries), encoding="utf-8")
    book.PAGE.write_text(book.page(entries, routes()), encoding="utf-8")


def completed(route: Route, known: list[Entry], asking: Asking) -> Iterator[Entry]:
    """The entries that are there with the callers they lack, who alone are asked; of a route that
    has none every method that does something.
    """
    mine = [entry for entry in known if entry.route == route.name]
    lacking = {one for entry in mine for one in callers() if entry.answer_to(one) == "missing"}
    if mine:
        answers = asking.answers(route, lacking) if lacking else {}
        for entry in mine:
            yield with_callers(entry, answers.get(entry.methods[0], {}))
        return
    answers = asking.answers(route)
    for method in [one for one in METHODS if {"ok", "422"} & set(answers[one].values())] or ["GET"]:
        if method != "HEAD":
            yield with_callers(Entry(route.name, (method,), {}), answers[method])


def with_callers(entry: Entry, answers: dict[str, str]) -> Entry:
    named: dict[str, list[str]] = defaultdict(list)
    for caller in callers():
        written = entry.answer_to(caller)
        named[answers[caller] if written == "missing" else written].append(caller)
    return Entry(entry.route, entry.methods, {one: tuple(who) for one, who in named.items()})
