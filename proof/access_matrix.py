"""Every address asked with every method as every role: answered as tests/access.yaml says."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

from django.test.utils import setup_test_environment, teardown_test_environment

from bench.figures import Figure, at_least, at_most
from tests.access import book, scene
from tests.access.asking import Asking
from tests.access.deviations import deviations
from tests.access.routes import METHODS, routes

log = logging.getLogger(__name__)


def figures() -> Iterator[Figure]:
    """The whole matrix; the tests ask a share of it for every address."""
    os.environ["ACCESS_MATRIX"] = "whole"
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # refusals by the thousand
    setup_test_environment()  # an answer then knows the form it shows
    entries = book.read(book.FILE.read_text(encoding="utf-8"))
    asking, found = Asking(scene.made()), routes()
    wrong = [
        line
        for route in found
        for line in deviations(route, [one for one in entries if one.route == route.name], asking)
    ]
    for line in wrong:
        log.error("%s", line)
    teardown_test_environment()
    cells = len(found) * len(METHODS) * len(book.callers())
    yield at_least("access-matrix", cells, "cells", "8000")
    yield at_most("access-matrix-deviations", len(wrong), "cells", "0")
