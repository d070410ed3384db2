"""The columns and tables of the chained trail, beside the old columns."""

import django.db.models.deletion
from django.db import migrations, models

from integrity.database.append_only import OPEN, SHUT


class Migration(migrations.Migration):
    dependencies = [("integrity", "0002_append_only")]

    operations = [
        migrations.RunSQL(OPEN, SHUT),
        migrations.AddField("AuditEvent", "body", models.TextField(null=True)),
        migrations.AddField("AuditEvent", "hash", models.BinaryField(null=True)),
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("one", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("one", True)), name="one_head")
                ]
            },
        ),
        migrations.CreateModel(
            name="RowChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("table", models.CharField(max_length=63)),
                ("row_id", models.CharField(max_length=64)),
                ("diff", models.TextField()),
                (
                    "event",
                    models.ForeignKey(
                        db_column="command_id",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="integrity.auditevent",
                        to_field="command_id",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "indexes": [models.Index(fields=["table", "row_id", "id"], name="change_row")],
            },
        ),
        migrations.CreateModel(
            name="PersonalValue",
            fields=[
                ("commitment", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("table", models.CharField(max_length=63)),
                ("row_id", models.CharField(max_length=64)),
                ("column", models.CharField(max_length=63)),
                ("salt", models.CharField(max_length=36)),
                ("value", models.TextField(null=True)),
            ],
            options={"indexes": [models.Index(fields=["table", "row_id"], name="personal_row")]},
        ),
    ]
