"""The migration operation by which a table's rows are written once and never changed."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

from integrity.database.append_only import OPEN_TABLE, SHUT_TABLE


class InsertOnlyTable(Operation):
    """From here on the table's rows are never changed nor removed, not by a command either."""

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing that Django's models know of."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute(SHUT_TABLE.format(table=table), params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute(OPEN_TABLE.format(table=table), params=None)

    def describe(self) -> str:
        return f"Rows of {self.model_name} are written once"
