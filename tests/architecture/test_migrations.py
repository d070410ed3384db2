"""Migrations are one line an app, and each can be taken back."""

from __future__ import annotations

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.architecture.house import APPS

LOADER = MigrationLoader(None)


def of(app: str) -> dict[tuple[str, str], object]:
    return {key: found for key, found in LOADER.disk_migrations.items() if key[0] == app}


def test_it_works():
    assert [app for app in APPS if not of(app)] == []


@pytest.mark.parametrize("app", APPS)
def test_migrations_follow_each_other_in_one_line(app):
    assert len(LOADER.graph.leaf_nodes(app)) == 1
    for key in of(app):
        after = [child for child in LOADER.graph.node_map[key].children if child.key[0] == app]
        assert len(after) <= 1, f"{key} is followed by {after}"


@pytest.mark.parametrize("app", APPS)
def test_every_migration_can_be_taken_back(app):
    stuck = [
        f"{name}: {operation.describe()}"
        for (_app, name), migration in of(app).items()
        for operation in migration.operations
        if not operation.reversible
    ]
    assert stuck == []


@pytest.mark.parametrize("app", APPS)
def test_migrations_are_numbered_in_order(app):
    numbers = sorted(int(name.split("_")[0]) for _app, name in of(app))
    assert numbers == list(range(1, len(numbers) + 1))
