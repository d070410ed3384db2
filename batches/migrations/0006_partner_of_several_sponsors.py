"""A person may belong to several sponsors: the partner's login sees the rows of each of them.

They are named for one transaction as `lims.sponsors`, a PostgreSQL array of ids. Without them
the setting is empty or absent, which is null here, and nothing is equal to any of null.
"""

from importlib import import_module

from django.db import migrations

before = import_module("batches.migrations.0002_partner_row_security")

ONE = f"= {before.SPONSOR}"
ANY = "= ANY (nullif(current_setting('lims.sponsors', true), '')::uuid[])"


def policies(sponsor: str) -> str:
    """Every policy of the partner's login, with the sponsor compared so."""
    return "".join(
        f"ALTER POLICY partner ON {table} USING ({using.replace(ONE, sponsor)});\n"
        for table, using in before.OWN.items()
    )


def progress(sponsor: str) -> str:
    counting = before.PROGRESS.partition("REVOKE")[0].replace(ONE, sponsor)
    return counting.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("batches", "0005_by_commands_only"), ("people", "0005_periods_and_delegation")]

    operations = [
        migrations.RunSQL(policies(ANY), policies(ONE)),
        migrations.RunSQL(progress(ANY), progress(ONE)),
    ]
