"""With which device a sample is taken and a channel measured; not known of what there is already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import integrity.models.record
from integrity.database.audited import AuditedTable

KEPT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("cleanrooms", "0007_exposures"),
        ("monitoring", "0004_run_of_alerts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="sample",
            name="sampler",
            field=models.ForeignKey(
                null=True, on_delete=KEPT, related_name="samples", to="cleanrooms.equipment"
            ),
        ),
        migrations.CreateModel(
            name="Fitting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=integrity.models.record.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("fitted_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=KEPT, related_name="fittings", to="monitoring.channel"
                    ),
                ),
                (
                    "fitted_by",
                    models.ForeignKey(
                        on_delete=KEPT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=KEPT, related_name="fittings", to="cleanrooms.equipment"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True, on_delete=KEPT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "instrument of a channel",
                "ordering": ("-fitted_at",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fitted_at__isnull", True), ("fitted_by__isnull", True)),
                            models.Q(("fitted_at__isnull", False), ("fitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="monitoring_fitting_fitted_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="monitoring_fitting_removed_at_and_by",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("channel",),
                        name="monitoring_one_instrument_of_a_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("removed_at__isnull", True),
                            ("removed_at__gte", models.F("fitted_at")),
                            _connector="OR",
                        ),
                        name="monitoring_instrument_removed_after_fitted",
                    ),
                ],
            },
        ),
        AuditedTable("Sample"),
        AuditedTable("Fitting"),
    ]
