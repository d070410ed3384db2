"""How fast the independent verifier reads a long trail."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from bench.figures import Figure, at_least
from integrity import verify
from tests.integrity.trails import made_trail

EVENTS, ROUNDS = 100_000, 5


def figures() -> Iterator[Figure]:
    """The bytes as they are stored, by the CPU time of one process; the best of five rounds."""
    trail = made_trail(EVENTS, random.Random(1), rows=(0,))  # noqa: S311
    lines = list(trail.lines("events.txt"))
    best = min(chain_seconds(lines) for _ in range(ROUNDS))
    yield at_least("verifier-events", EVENTS / best, "events/s", "200000")


def chain_seconds(lines: list[bytes]) -> float:
    began = time.process_time()
    count, _hashes = verify.check_chain(iter(lines), {EVENTS})
    assert count == EVENTS  # noqa: S101
    return time.process_time() - began
