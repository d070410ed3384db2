"""Every address, every method, every role: answered as tests/access.yaml says (21 CFR 11.10(d))."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.access import book
from tests.access.book import Entry, callers
from tests.access.deviations import deviations, faults, is_right
from tests.access.routes import Route, routes

ENTRIES = book.read(book.FILE.read_text(encoding="utf-8"))
ROUTES = routes()
# As many workers as there are groups share the addresses; each makes one scene.
PARTS = 2


def of(route: Route) -> list[Entry]:
    return [entry for entry in ENTRIES if entry.route == route.name]


@pytest.mark.urs("P11-10d")
@pytest.mark.parametrize(
    "route",
    [
        pytest.param(route, id=route.name, marks=pytest.mark.xdist_group(f"access{at % PARTS}"))
        for at, route in enumerate(ROUTES)
    ],
)
def test_everybody_is_answered_as_is_written(asking, route):
    assert list(deviations(route, of(route), asking)) == []


def test_every_address_is_written_down_once_and_no_other():
    counts = Counter(route.name for route in ROUTES)
    assert [name for name, count in counts.items() if count > 1] == []
    assert {entry.route for entry in ENTRIES} == set(counts)
    assert [route.address for route in ROUTES if route.name == route.address] == []


def test_the_file_is_written_as_the_tool_writes_it():
    """So that adding a route is a small difference to review."""
    assert book.FILE.read_text(encoding="utf-8") == book.written(ENTRIES)


def test_the_page_is_in_step_with_the_file():
    assert book.PAGE.read_text(encoding="utf-8") == book.page(ENTRIES, ROUTES)


@pytest.mark.urs("ANX11D-12")
def test_no_address_changes_the_trail():
    """Nothing but GET at whatever is called trail, audit or event; beginning a review is no change
    of the trail. What addresses change otherwise never touches an event that was there before:
    asking.trail_is_whole."""
    named = re.compile(r"trail|audit|event")
    touched = [
        (entry.route, method)
        for entry in ENTRIES
        for method in entry.methods
        if named.search(entry.route) and method in {"PUT", "PATCH", "DELETE"}
    ]
    assert touched == []


ROUTE = Route("batch", "/batches/", frozenset())
ALL = tuple(callers())


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"ok": ALL}, ""),
        ({"ok": ALL[1:]}, f"nothing is written for {ALL[0]}"),
        ({"ok": (*ALL, "janitor")}, "there is no role janitor"),
        ({"ok": ALL, "403": ALL[:1]}, "named twice"),
        ({"ok": ALL[1:], "500": ALL[:1]}, "500 is no answer"),
    ],
)
def test_a_fault_of_an_entry_is_found(answers, fault):
    found = " ".join(faults(ROUTE, [Entry("batch", ("GET",), answers)]))
    assert (fault in found) if fault else found == ""


def test_a_route_that_nobody_wrote_down_is_found():
    assert list(faults(ROUTE, [])) == ["batch (/batches/) is missing in tests/access.yaml"]


def test_a_method_that_is_not_listed_is_refused_to_everybody():
    assert is_right("", "405")
    assert is_right("", "403")
    assert not is_right("", "ok")
    assert not is_right("", "500")
    assert not is_right("403", "404")
