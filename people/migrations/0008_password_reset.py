"""Codes that reset a password, and passwords that another person chose."""

from django.db import migrations, models

from integrity.database.audited import AuditedTable


class Migration(migrations.Migration):
    dependencies = [("people", "0007_strong_signature")]

    operations = [
        migrations.AddField("User", "must_change_password", models.BooleanField(default=False)),
        migrations.AddField(
            "User", "reset_code", models.CharField(blank=True, default="", max_length=128)
        ),
        migrations.AddField("User", "reset_until", models.DateTimeField(null=True)),
        AuditedTable("User", personal=("email",), secret=("password", "pin", "reset_code")),
    ]
