"""A migration that changes the columns of an audited table writes its rows down anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from django.db import connection, models
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from integrity.database.audited import AuditedTable
from tests.architecture.house import APPS

LOADER = MigrationLoader(None)
TABLES = (operations.RenameModel, operations.AlterModelTable)


def flat(given: Iterable[Operation]) -> Iterator[Operation]:
    """What is done to the database, also inside SeparateDatabaseAndState."""
    for operation in given:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from flat(operation.database_operations)
        else:
            yield operation


def changed_table(operation: Operation, app: str, before: ProjectState) -> str:
    """The model whose stored rows look otherwise after the operation; "" when none does."""
    match operation:
        case operations.AddField() | operations.RemoveField() | operations.RenameField():
            return operation.model_name_lower
        case operations.AlterField() if is_another_column(operation, app, before):
            return operation.model_name_lower
        case operations.RenameModel():
            return operation.new_name_lower
        case operations.AlterModelTable():
            return operation.name_lower
    return ""


def is_another_column(operation: operations.AlterField, app: str, before: ProjectState) -> bool:
    """False when only words or choices changed, of which PostgreSQL knows nothing."""
    after = before.clone()
    operation.state_forwards(app, after)
    old, new = (
        state.apps.get_model(app, operation.model_name)._meta.get_field(operation.name)
        for state in (before, after)
    )
    return connection.schema_editor()._field_should_be_altered(old, new)


def unwritten(
    app: str, given: Iterable[Operation], audited: set[str], before: ProjectState
) -> list[str]:
    """Audited models whose rows a migration changes without writing them down after it.

    `audited` are the models audited before; those that the migration adds are put in.
    """
    stale: dict[str, None] = {}
    for operation in flat(given):
        if isinstance(operation, AuditedTable):
            audited.add(operation.model_name.lower())
            stale.pop(operation.model_name.lower(), None)
        elif (name := changed_table(operation, app, before)) in audited:
            stale[name] = None
        if isinstance(operation, operations.RenameModel):
            audited.add(operation.new_name_lower)
        operation.state_forwards(app, before)
    return list(stale)


@pytest.mark.parametrize("app", APPS)
def test_rows_are_written_down_after_every_change_of_their_columns(app):
    audited: set[str] = set()
    found = {}
    for key in LOADER.graph.forwards_plan(LOADER.graph.leaf_nodes(app)[0]):
        if key[0] == app:
            before = LOADER.project_state(key, at_end=False)
            migration = LOADER.graph.nodes[key]
            if names := unwritten(app, migration.operations, audited, before):
                found[key[1]] = names
    assert found == {}
    assert audited or app == "integrity"


@pytest.fixture
def before() -> ProjectState:
    """A table with one column, as an earlier migration left it."""
    state = ProjectState()
    fields = [("id", models.UUIDField(primary_key=True)), ("name", models.CharField(max_length=9))]
    state.add_model(ModelState("people", "Badge", fields))
    return state


def longer() -> operations.AlterField:
    return operations.AlterField("badge", "name", models.CharField(max_length=99))


def chosen() -> operations.AlterField:
    choices = models.CharField(max_length=9, choices=[("A", "A")])
    return operations.AlterField("badge", "name", choices)


@pytest.mark.parametrize(
    ("given", "stale"),
    [
        ([operations.AddField("badge", "code", models.TextField(default=""))], ["badge"]),
        ([operations.RemoveField("badge", "name")], ["badge"]),
        ([operations.RenameField("badge", "name", "title")], ["badge"]),
        ([longer()], ["badge"]),
        ([longer(), AuditedTable("Badge")], []),
        ([AuditedTable("Badge"), longer()], ["badge"]),
        ([chosen()], []),
        ([operations.RenameModel("Badge", "Card")], ["card"]),
        ([operations.SeparateDatabaseAndState(database_operations=[longer()])], ["badge"]),
    ],
    ids=["add", "remove", "rename", "alter", "after", "before", "choices", "table", "apart"],
)
def test_a_change_that_is_not_written_down_is_found(before, given, stale):
    audited = {"badge", "card"}
    assert unwritten("people", given, audited, before) == stale
    assert unwritten("people", [], set(), before) == []


def test_a_table_that_is_not_audited_yet_may_change(before):
    assert unwritten("people", [longer()], set(), before) == []
