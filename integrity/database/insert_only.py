"""The migration operation by which a table's rows are written once and never changed."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

REFUSE = """
CREATE OR REPLACE FUNCTION integrity_refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are written once: % is refused.', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""
SHUT = """
CREATE TRIGGER gmp_written_once BEFORE UPDATE OR DELETE ON "{table}"
  FOR EACH ROW EXECUTE FUNCTION integrity_refuse_rewrite();
ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER gmp_written_once;
REVOKE UPDATE, DELETE ON "{table}" FROM lims_app;
"""
OPEN = """
DROP TRIGGER IF EXISTS gmp_written_once ON "{table}";
GRANT UPDATE ON "{table}" TO lims_app;
"""


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
        schema_editor.execute(REFUSE, params=None)
        schema_editor.execute(SHUT.format(table=table), params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute(OPEN.format(table=table), params=None)

    def describe(self) -> str:
        return f"Rows of {self.model_name} are written once"
