"""Every proof by its name for ONLY, each in a database of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import partial

from django.db import connections

from bench.figures import Figure
from bench.report import Group
from proof import (
    access_matrix,
    audit_mutations,
    replay_mutations,
    sign_races,
    tablet_sync,
    worker_kills,
)
from tests import databases


def apart(group: Group) -> Iterator[Figure]:
    """What one attack leaves behind is not there for the next one."""
    template = databases.current()
    connections.close_all()
    name = databases.clone(template, f"proof_{uuid.uuid4().hex[:12]}")
    try:
        with databases.used(name):
            yield from group()
    finally:
        databases.drop(name)


GROUPS: dict[str, Group] = {
    name: partial(apart, group)
    for name, group in (
        ("audit-mutations", audit_mutations.figures),
        ("replay-mutations", replay_mutations.figures),
        ("sign-races", sign_races.figures),
        ("worker-kills", worker_kills.figures),
        ("access-matrix", access_matrix.figures),
    )
} | {"tablet-sync": tablet_sync.figures}  # on a database server of its own, to be killed
