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
    """The entries that are there with the callers they lack; then methods that do something.

    A route that has entries which lack nobody is not asked.
    """
    mine = [entry for entry in known if entry.route == route.name]
    if mine and not any(entry.answer_to(one) == "missing" for entry in mine for one in callers()):
        yield from mine
        return
    answers = asking.answers(route)
    for entry in mine:
        yield with_callers(entry, answers[entry.methods[0]])
    listed = {method for entry in mine for method in entry.methods} | {"HEAD"}
    done = [one for one in METHODS if {"ok", "422"} & set(answers[one].values())] or ["GET"]
    for method in done:
        if method not in listed:
            yield with_callers(Entry(route.name, (method,), {}), answers[method])


def with_callers(entry: Entry, answers: dict[str, str]) -> Entry:
    named: dict[str, list[str]] = defaultdict(list)
    for caller in callers():
        written = entry.answer_to(caller)
        named[answers[caller] if written == "missing" else written].append(caller)
    return Entry(entry.route, entry.methods, {one: tuple(who) for one, who in named.items()})
