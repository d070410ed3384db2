"""Where the running system and the file say different things."""

from __future__ import annotations

from collections.abc import Iterator

from tests.access.asking import Asking
from tests.access.book import ANSWERS, Entry, callers
from tests.access.routes import SEEN_BY_GET, Route
from tests.access.words import REFUSED


def deviations(route: Route, entries: list[Entry], asking: Asking) -> Iterator[str]:
    """One line for every caller and method that is answered otherwise than is written."""
    yield from faults(route, entries)
    for method, answers in asking.answers(route).items():
        listed = [entry for entry in entries if listed_as(method) in entry.methods]
        for caller, answer in answers.items():
            expected = listed[0].answer_to(caller) if listed else ""
            if not is_right(expected, answer) and not (method == "HEAD" and answer == REFUSED):
                told = expected or "a refusal: the method is not listed"
                yield f"{method} {route} as {caller}: answered {answer}, written is {told}"


def faults(route: Route, entries: list[Entry]) -> Iterator[str]:
    """What is wrong with the entry itself: callers forgotten, named twice, or unknown."""
    if not entries:
        yield f"{route} ({route.address}) is missing in tests/access.yaml"
    for entry in entries:
        named = [caller for callers_ in entry.answers.values() for caller in callers_]
        if missing := sorted(set(callers()) - set(named)):
            yield f"{route} {' '.join(entry.methods)}: nothing is written for {', '.join(missing)}"
        if unknown := sorted(set(named) - set(callers())):
            yield f"{route} {' '.join(entry.methods)}: there is no role {', '.join(unknown)}"
        if len(named) > len(set(named)):
            yield f"{route} {' '.join(entry.methods)}: somebody is named twice"
        if strange := sorted(set(entry.answers) - set(ANSWERS)):
            yield f"{route} {' '.join(entry.methods)}: {', '.join(strange)} is no answer"


def listed_as(method: str) -> str:
    return "GET" if method in SEEN_BY_GET else method


def is_right(expected: str, answer: str) -> bool:
    """A method that is not listed is refused whatever is sent; TRACE and OPTIONS are so too."""
    if not expected:
        return answer in {REFUSED, *ANSWERS} - {"ok", "422"}
    return answer == expected
