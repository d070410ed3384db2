"""Who signs with password or security key only, and what keys are asked.

The roles of QA and of the Qualified Person that are there get it; that they have it is written
down as a baseline, by the same operation that takes the new column into the trail.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from integrity.database.audited import AuditedTable

STRONG = """
ALTER TABLE people_role DISABLE TRIGGER gmp_change;
UPDATE people_role SET strong_signature = true
  WHERE code IN ('qa-reviewer', 'qualified-person');
ALTER TABLE people_role ENABLE ALWAYS TRIGGER gmp_change;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_delegations_are_signed"),
    ]

    operations = [
        migrations.AddField("Role", "strong_signature", models.BooleanField(default=False)),
        migrations.RunSQL(STRONG, migrations.RunSQL.noop),
        AuditedTable("Role"),
        migrations.CreateModel(
            name="KeyChallenge",
            fields=[
                (
                    "challenge",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("session_hash", models.CharField(max_length=64)),
                ("meaning", models.CharField(max_length=20)),
                ("shown", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField(db_index=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunSQL(
            "GRANT DELETE ON people_keychallenge TO lims_app",
            "REVOKE DELETE ON people_keychallenge FROM lims_app",
        ),
    ]
