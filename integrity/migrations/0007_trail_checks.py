"""Checks of the trail are kept; they and the signed heads are written once."""

import django.contrib.postgres.fields
from django.db import migrations, models

from integrity.database.insert_only import InsertOnlyTable


class Migration(migrations.Migration):
    dependencies = [("integrity", "0006_signed_heads")]

    operations = [
        migrations.CreateModel(
            name="TrailCheck",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("seq", models.BigIntegerField()),
                ("found", models.PositiveIntegerField()),
                (
                    "differences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__gte", models.F("begun_at"))),
                        name="trail_check_times",
                    )
                ],
            },
        ),
        InsertOnlyTable("SignedHead"),
        InsertOnlyTable("TrailCheck"),
    ]
