"""Channels, their readings in partitions by month, roll-ups, and levels of a channel."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import integrity.models.record
from integrity.database.audited import AuditedTable
from integrity.database.insert_only import InsertOnlyTable
from monitoring.channels.table import CREATE, DROP


class Migration(migrations.Migration):
    dependencies = [
        ("cleanrooms", "0006_use_of_rooms"),
        ("documents", "0008_training_judged"),
        ("monitoring", "0001_limits_sites_rounds_excursions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Channel",
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
                ("number", models.PositiveIntegerField(unique=True)),
                ("code", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=100)),
                (
                    "parameter",
                    models.CharField(
                        choices=[
                            ("PARTICLES_05", "Particles ≥ 0.5 µm"),
                            ("PARTICLES_5", "Particles ≥ 5 µm"),
                            ("PRESSURE", "Pressure difference"),
                            ("VELOCITY", "Air velocity"),
                            ("TEMPERATURE", "Temperature"),
                            ("HUMIDITY", "Relative humidity"),
                            ("CO2", "CO2"),
                            ("NITROGEN_LEVEL", "Level of liquid nitrogen"),
                        ],
                        max_length=14,
                    ),
                ),
                ("interval_s", models.PositiveIntegerField()),
                ("gap_s", models.PositiveIntegerField()),
                ("delay_s", models.PositiveIntegerField(default=0)),
                ("delay_justification", models.CharField(blank=True, max_length=500)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "channel",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="Ingest",
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
                ("number", models.PositiveIntegerField(unique=True)),
                (
                    "route",
                    models.CharField(choices=[("API", "REST"), ("FILE", "CSV file")], max_length=4),
                ),
                ("channels", models.JSONField()),
                ("count", models.PositiveIntegerField()),
                ("known", models.PositiveIntegerField(default=0)),
                ("digest", models.CharField(max_length=64)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "ingest",
                "ordering": ("-number",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="level",
            name="monitoring_level_edition_once",
        ),
        migrations.RemoveConstraint(
            model_name="level",
            name="monitoring_level_of_one_place",
        ),
        migrations.AlterField(
            model_name="excursion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("ALERT", "Alert"),
                    ("ACTION", "Action"),
                    ("TREND", "Trend"),
                    ("GAP", "No readings"),
                ],
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="equipment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="channels",
                to="cleanrooms.equipment",
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="neighbour",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="channels",
                to="cleanrooms.neighbour",
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="room",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="channels",
                to="cleanrooms.room",
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="zone",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="channels",
                to="cleanrooms.zone",
            ),
        ),
        migrations.AddField(
            model_name="level",
            name="channel",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="levels",
                to="monitoring.channel",
            ),
        ),
        migrations.AddConstraint(
            model_name="level",
            constraint=models.UniqueConstraint(
                fields=(
                    "kind",
                    "parameter",
                    "occupancy",
                    "grade",
                    "room",
                    "zone",
                    "site",
                    "channel",
                    "edition",
                ),
                name="monitoring_level_edition_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="level",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("grade", ""), _negated=True),
                        ("channel", None),
                        ("room", None),
                        ("site", None),
                        ("zone", None),
                    ),
                    models.Q(
                        ("channel", None),
                        ("grade", ""),
                        ("room__isnull", False),
                        ("site", None),
                        ("zone", None),
                    ),
                    models.Q(
                        ("channel", None),
                        ("grade", ""),
                        ("room", None),
                        ("site", None),
                        ("zone__isnull", False),
                    ),
                    models.Q(
                        ("channel", None),
                        ("grade", ""),
                        ("room", None),
                        ("site__isnull", False),
                        ("zone", None),
                    ),
                    models.Q(
                        ("channel__isnull", False),
                        ("grade", ""),
                        ("room", None),
                        ("site", None),
                        ("zone", None),
                    ),
                    _connector="OR",
                ),
                name="monitoring_level_of_one_place",
            ),
        ),
        migrations.AddField(
            model_name="ingest",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ingest",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.storedfile",
            ),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="monitoring_channel_ended_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("code"), name="monitoring_channel_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("equipment", None), ("zone", None)),
                    models.Q(("equipment", None), ("neighbour", None)),
                    models.Q(("neighbour", None), ("zone", None)),
                    _connector="OR",
                ),
                name="monitoring_channel_of_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("neighbour__isnull", False), ("parameter", "PRESSURE")),
                    models.Q(
                        models.Q(("parameter", "PRESSURE"), _negated=True), ("neighbour", None)
                    ),
                    _connector="OR",
                ),
                name="monitoring_channel_pressure_has_its_border",
            ),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(("gap_s__gte", models.F("interval_s")), ("interval_s__gt", 0)),
                name="monitoring_channel_gap_after_interval",
            ),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("delay_s", 0),
                    models.Q(("delay_justification", ""), _negated=True),
                    _connector="OR",
                ),
                name="monitoring_channel_delay_is_justified",
            ),
        ),
        migrations.AddConstraint(
            model_name="ingest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("added_at__isnull", True), ("added_by__isnull", True)),
                    models.Q(("added_at__isnull", False), ("added_by__isnull", False)),
                    _connector="OR",
                ),
                name="monitoring_ingest_added_at_and_by",
            ),
        ),
        migrations.RunSQL(CREATE, DROP),
        AuditedTable("Level"),
        AuditedTable("Channel"),
        AuditedTable("Ingest"),
        InsertOnlyTable("Ingest"),
    ]
