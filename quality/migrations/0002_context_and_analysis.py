from django.db import migrations, models

from integrity.database.audited import AuditedTable


class Migration(migrations.Migration):
    """What stood in the record when a deviation was raised, and what its method asked for."""

    dependencies = [("quality", "0001_initial")]

    operations = [
        migrations.AddField("deviation", "analysis", models.JSONField(default=dict)),
        migrations.AddField("deviation", "context", models.JSONField(default=list)),
        AuditedTable("deviation"),
    ]
