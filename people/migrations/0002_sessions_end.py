"""The app may delete sessions, and nothing else: signing out ends one."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("sessions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "GRANT DELETE ON django_session TO lims_app",
            "REVOKE DELETE ON django_session FROM lims_app",
        )
    ]
