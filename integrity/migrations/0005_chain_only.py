"""Events are written by one function of the database; row changes by one trigger."""

from django.db import migrations, models

from integrity.database.append_only import OPEN, SHUT
from integrity.database.chain import DROP_FUNCTIONS, FUNCTIONS

REPLACED = {
    "command": models.CharField(max_length=120, default=""),
    "subject_label": models.CharField(max_length=200, default=""),
    "actor_name": models.CharField(max_length=200, default=""),
    "stored_at": models.DateTimeField(null=True),
    "reason": models.TextField(blank=True, default=""),
    "details": models.JSONField(default=dict),
}


class Migration(migrations.Migration):
    dependencies = [("integrity", "0004_chain")]

    operations = [
        # Taken back, the columns come empty; 0004 fills them again from the bodies.
        *(migrations.AlterField("AuditEvent", name, field) for name, field in REPLACED.items()),
        *(migrations.RemoveField("AuditEvent", name) for name in REPLACED),
        migrations.AlterField("AuditEvent", "body", models.TextField()),
        migrations.AlterField("AuditEvent", "hash", models.BinaryField()),
        migrations.AlterField(
            "AuditEvent", "seq", models.BigIntegerField(primary_key=True, serialize=False)
        ),
        migrations.RunSQL(SHUT, OPEN),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
    ]
