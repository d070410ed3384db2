"""Everybody says whether e-mail brings more than alarms."""

from django.db import migrations, models

from integrity.database.audited import AuditedTable


class Migration(migrations.Migration):
    dependencies = [("people", "0011_notifications")]

    operations = [
        migrations.AddField("User", "letters_without_alarm", models.BooleanField(default=True)),
        AuditedTable("User", personal=("email",), secret=("password", "pin", "reset_code")),
    ]
