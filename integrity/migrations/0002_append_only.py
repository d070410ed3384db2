"""The audit trail is appended only: PostgreSQL refuses the app to change, delete or cut it."""

from django.db import migrations

from integrity.database.append_only import OPEN, SHUT


class Migration(migrations.Migration):
    dependencies = [("integrity", "0001_initial")]

    operations = [migrations.RunSQL(SHUT, OPEN)]
