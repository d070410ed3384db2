"""The log altered in every way somebody with all rights could: all found, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator

from bench.figures import Figure, at_least, at_most
from tests.integrity.trails import MUTATIONS, is_found, made_trail

MUTATED, CLEAN, LENGTH = 1_000, 100, 60
SEED = 20261121


def figures() -> Iterator[Figure]:
    """Trails of 60 events, each altered once, with a head that is held outside."""
    chance = random.Random(SEED)
    found = alone = 0
    for turn in range(MUTATED):
        trail = made_trail(LENGTH, chance)
        altered = MUTATIONS[turn % len(MUTATIONS)](trail, chance.randrange(LENGTH), chance)
        found += is_found(altered)
        alone += is_found(altered, with_head=False)
    alarms = sum(is_found(made_trail(LENGTH, chance)) for _ in range(CLEAN))
    yield at_least("audit-mutations", MUTATED, "trails", "1000")
    yield at_least("audit-mutations-found", found, "trails", str(MUTATED))
    yield at_most("audit-mutations-without-head", alone, "trails", str(MUTATED - 1))
    yield at_most("audit-mutations-false-alarms", alarms, "trails", "0")
