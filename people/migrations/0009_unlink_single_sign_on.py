"""An account may be unlinked from the facility's sign-in service."""

from django.db import migrations

TABLES = "socialaccount_socialaccount, socialaccount_socialtoken"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_password_reset"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.RunSQL(
            f"GRANT DELETE ON {TABLES} TO lims_app", f"REVOKE DELETE ON {TABLES} FROM lims_app"
        )
    ]
