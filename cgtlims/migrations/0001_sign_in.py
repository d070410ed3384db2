"""The app may delete what ends at the door: second factors and rows of sessions."""

from django.db import migrations

TABLES = "mfa_authenticator, usersessions_usersession"


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            f"GRANT DELETE ON {TABLES} TO lims_app",
            f"REVOKE DELETE ON {TABLES} FROM lims_app",
        )
    ]
