"""What `make demo` says while it works, and at the end where to look."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from cgtlims.demo.cast import PEOPLE
from people.roles import ROLES


class Told:
    """Prints progress with the seconds since the start, at once, also into a pipe."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def line(self, text: str) -> None:
        print(text, flush=True)

    def step(self, what: str, how: str = "") -> None:
        seconds = time.monotonic() - self.began
        self.line(f"{seconds:6.1f} s  {what}{': ' + how if how else ''}")

    def problem(self, text: str) -> None:
        print(f"make demo: {text}", file=sys.stderr, flush=True)

    def where_to_look(self, port: int, password: str, home: Path) -> None:
        titles = {role["code"]: role["title"] for role in ROLES}
        people = "\n".join(
            f"    {person.username:<12} {person.name:<18} {titles[person.role]}"
            for person in PEOPLE
        )
        self.line(
            f"""
  CGT-LIMS is running with demo data; people, patients and results are fictitious.

  Open      http://localhost:{port}/
  API       http://localhost:{port}/api/v1/docs/
  Sign in   with one of these user names; the password of all is  {password}

{people}

  Data and logs are kept in {home}
  Ctrl-C stops everything.
"""
        )
