"""tests/access.yaml as data, and docs/access.md made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from people.roles import ROLES
from tests.access.routes import Route

FILE = Path(__file__).parents[1] / "access.yaml"
PAGE = Path(__file__).parents[2] / "docs" / "access.md"
OUTSIDERS = ("anonymous", "no-role", "other-sponsor")
ANSWERS = ("ok", "403", "404", "422", "sign-in")
WORDS = {
    "ok": "may",
    "403": "not permitted",
    "404": "is told of nothing",
    "422": "must show more",
    "sign-in": "signs in",
}


def callers() -> list[str]:
    """Every role there is, and those who have none here."""
    return [*OUTSIDERS, *(role["code"] for role in ROLES)]


@dataclass(frozen=True)
class Entry:
    """What the callers are answered when they use these methods of a route."""

    route: str
    methods: tuple[str, ...]
    answers: Mapping[str, tuple[str, ...]]

    def answer_to(self, caller: str) -> str:
        """The one answer that is written for the caller, or how it is not one."""
        found = [answer for answer, named in self.answers.items() if caller in named]
        return " and ".join(found) or "missing"


def read(text: str) -> list[Entry]:
    """`route: {"GET POST": {ok: [operator, ...], 403: [...]}}`"""
    found = yaml.safe_load(text) or {}
    return [
        Entry(
            route,
            tuple(methods.split()),
            {str(answer): tuple(named) for answer, named in answers.items()},
        )
        for route, by_methods in found.items()
        for methods, answers in by_methods.items()
    ]


def written(entries: list[Entry]) -> str:
    """The entries as the file has them: routes in the resolver's order, a line an answer."""
    return HEAD + "".join(_entries(entries))


HEAD = """\
# Who is answered what at every address. A person reviews every line of this file; the test
# tests/access/test_access.py asks the running system and fails for whatever is missing here.
#   ok       it is done, or shown
#   403      it is there, and this role may not
#   404      as if it were not there
#   422      asked for what a single request cannot show: the answer of a security key
#   sign-in  who are you?
# GET stands for HEAD too, which is answered so or not at all.
# A method that is not listed is refused to everybody.
# After a change of routes or roles: ./run python -m tests.access   adds what is missing; review it.
"""


def _entries(entries: list[Entry]) -> Iterator[str]:
    last = ""
    for entry in entries:
        if entry.route != last:
            last = entry.route
            yield f"\n{_quoted(entry.route)}:\n"
        yield f"  {' '.join(entry.methods)}:\n"
        for answer in ANSWERS:
            if named := entry.answers.get(answer):
                yield f"    {answer}: [{', '.join(named)}]\n"


def _quoted(name: str) -> str:
    return f'"{name}"' if ":" in name or "/" in name else name


def page(entries: list[Entry], known: list[Route]) -> str:
    """docs/access.md"""
    addresses = {route.name: route.address for route in known}
    columns = " | ".join(WORDS[answer] for answer in ANSWERS)
    rows = [
        f"| `{addresses.get(entry.route, entry.route)}` | {' '.join(entry.methods)} | "
        + " | ".join(", ".join(entry.answers.get(answer, ())) for answer in ANSWERS)
        + " |"
        for entry in entries
    ]
    return "\n".join(
        [TITLE, f"| address | method | {columns} |", "|---" * (2 + len(ANSWERS)) + "|", *rows, ""]
    )


TITLE = """\
# Who may do what, address by address

Made from `tests/access.yaml` by `./run python -m tests.access`; not edited by hand. `tests/access`
asks every address with every method as every role, on real records, and fails where the answer is
another one or an address is missing here. GET stands for HEAD too, which is answered so or not at
all. A method that is not listed is refused to everybody.

`anonymous` is nobody signed in, `no-role` somebody signed in without any role, `other-sponsor` a
partner's person of another sponsor than the records'; `partner` is one of the records' own. What a
role may do beyond opening an address is decided record by record by gates.
"""
