"""Every address asked with every method as every role: answered as tests/access.yaml says."""

from __future__ import annotations

import os
from collections.abc import Iterator

from bench.figures import Figure, at_least, at_most
from tests.access import book, scene
from tests.access.asking import Asking
from tests.access.deviations import deviations
from tests.access.routes import METHODS, routes


def figures() -> Iterator[Figure]:
    """The whole matrix; the tests ask a share of it for every address."""
    os.environ["ACCESS_MATRIX"] = "whole"
    entries = book.read(book.FILE.read_text(encoding="utf-8"))
    asking, found = Asking(scene.made()), routes()
    wrong = [
        line
        for route in found
        for line in deviations(route, [one for one in entries if one.route == route.name], asking)
    ]
    cells = len(found) * len(METHODS) * len(book.callers())
    yield at_least("access-matrix", cells, "cells", "8000")
    yield at_most("access-matrix-deviations", len(wrong), "cells", "0")
