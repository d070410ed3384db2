"""How many alerts in a row are a trend stands in the limit set; it was three for all."""

from django.db import migrations, models

from integrity.database.audited import AuditedTable


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0003_prints_at_exits"),
    ]

    operations = [
        migrations.AddField(
            model_name="limitset",
            name="alert_run",
            field=models.PositiveSmallIntegerField(default=3),
        ),
        migrations.AddConstraint(
            model_name="limitset",
            constraint=models.CheckConstraint(
                condition=models.Q(("alert_run__range", (2, 10))),
                name="monitoring_set_has_a_run_of_alerts",
            ),
        ),
        AuditedTable("LimitSet"),
    ]
