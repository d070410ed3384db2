"""The migration operation by which a table becomes one that only commands change."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

ATTACH = """
CREATE TRIGGER gmp_change AFTER INSERT OR UPDATE OR DELETE ON "{table}"
  FOR EACH ROW EXECUTE FUNCTION integrity_write_change({arguments});
CREATE TRIGGER gmp_never_cut BEFORE TRUNCATE ON "{table}"
  FOR EACH STATEMENT EXECUTE FUNCTION integrity_refuse_cut();
ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER gmp_change;
ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER gmp_never_cut;
SELECT integrity_baseline('"{table}"'::regclass, ARRAY[{arguments}]::text[]);
"""
DETACH = """
DROP TRIGGER IF EXISTS gmp_change ON "{table}";
DROP TRIGGER IF EXISTS gmp_never_cut ON "{table}";
"""


class AuditedTable(Operation):
    """From here on the table's rows are written by commands only, each change with its trail.

    `personal` columns are kept as commitments, `secret` ones without their value too. Rows that
    are there already are written down as they are, so that replay begins with them. Used again
    for the same table, it replaces what is personal and secret.
    """

    reversible = True

    def __init__(
        self, model_name: str, personal: tuple[str, ...] = (), secret: tuple[str, ...] = ()
    ) -> None:
        self.model_name, self.personal, self.secret = model_name, personal, secret

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing that Django's models know of."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        arguments = ", ".join(f"'{word}'" for word in trigger_arguments(self.personal, self.secret))
        schema_editor.execute(DETACH.format(table=table), params=None)
        schema_editor.execute(ATTACH.format(table=table, arguments=arguments), params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute(DETACH.format(table=table), params=None)

    def describe(self) -> str:
        return f"Only commands change {self.model_name}"


def trigger_arguments(personal: tuple[str, ...], secret: tuple[str, ...]) -> list[str]:
    """What the trigger is told of a table's columns."""
    return [f"personal {name}" for name in personal] + [f"secret {name}" for name in secret]
