import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import integrity.models.record
from integrity.database.audited import AuditedTable
from integrity.database.insert_only import InsertOnlyTable

# Numbers that a sponsor reads, counted for each sponsor and year by itself; and the first day of
# quality agreements that were named without one. Both tables are audited again below.
FILL = """
DROP TRIGGER gmp_change ON quality_impact;
DROP TRIGGER gmp_change ON quality_agreement;
UPDATE quality_impact i SET number = n.number FROM (
  SELECT i.id, 'IMP-' || coalesce(o.code || '-', '') || to_char(d.raised_at, 'YY') || '-' || lpad(
    (row_number() OVER (PARTITION BY i.sponsor_id, to_char(d.raised_at, 'YY') ORDER BY i.id))::text,
    4, '0') AS number
  FROM quality_impact i JOIN quality_deviation d ON d.id = i.deviation_id
  LEFT JOIN people_organisation o ON o.id = i.sponsor_id
) n WHERE n.id = i.id;
UPDATE quality_agreement SET quality_from = valid_from WHERE quality_agreement <> '';
"""
AUDITED = (
    "capa", "agreement", "supplierapproval", "changelink", "complaint", "impact", "capacheck",
    "changeclosing", "outsourcing",
)  # fmt: skip


class Migration(migrations.Migration):
    """Impacts numbered for each sponsor, signed checks and closings, days of quality agreements,
    records named later by a change or by a complaint, and outsourced activities.
    """

    dependencies = [
        ("people", "0012_letters_without_alarm"),
        ("quality", "0002_context_and_analysis"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CapaCheck",
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
                ("action", models.JSONField()),
                ("is_effective", models.BooleanField(default=False)),
                ("finding", models.TextField(blank=True)),
                ("check_on", models.DateField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("checked_at",),
            },
        ),
        migrations.CreateModel(
            name="ChangeClosing",
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
                ("made", models.JSONField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Outsourcing",
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
                ("number", models.CharField(max_length=20, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("description", models.TextField()),
                ("due_on", models.DateField(null=True)),
                ("raised_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("ending", models.CharField(blank=True, max_length=500)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("LABORATORY", "Contract laboratory"),
                            ("SERVICE", "Service provider"),
                        ],
                        max_length=10,
                    ),
                ),
                ("item_code", models.CharField(blank=True, max_length=40)),
                ("subject_kind", models.CharField(blank=True, max_length=80)),
                ("subject_id", models.UUIDField(null=True)),
                ("subject_label", models.CharField(blank=True, max_length=200)),
                ("report", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("REQUESTED", "Requested"),
                            ("APPROVED", "Approved"),
                            ("DONE", "Report received"),
                            ("CANCELLED", "Cancelled"),
                        ],
                        default="REQUESTED",
                        max_length=9,
                    ),
                ),
            ],
            options={
                "verbose_name": "outsourced activity",
                "ordering": ("-raised_at",),
                "abstract": False,
            },
        ),
        migrations.AlterModelOptions(
            name="capa",
            options={
                "ordering": ("-raised_at",),
                "verbose_name": "CAPA",
                "verbose_name_plural": "CAPA",
            },
        ),
        migrations.RemoveConstraint(
            model_name="capa",
            name="quality_capa_checked_at_and_by",
        ),
        migrations.RemoveField(
            model_name="capa",
            name="checked_at",
        ),
        migrations.RemoveField(
            model_name="capa",
            name="checked_by",
        ),
        migrations.RemoveField(
            model_name="capa",
            name="finding",
        ),
        migrations.AddField(
            model_name="agreement",
            name="quality_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="quality_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="changelink",
            name="is_later",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="changelink",
            name="linked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="changelink",
            name="linked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="changelink",
            name="reason",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="complaint",
            name="subject_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="complaint",
            name="subject_kind",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="complaint",
            name="subject_label",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="impact",
            name="number",
            field=models.CharField(default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="impact",
            name="reason",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="impact",
            name="reopened",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="supplierapproval",
            name="quality_agreement",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="supplierapproval",
            name="quality_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="supplierapproval",
            name="quality_until",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="quality_agreement",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddIndex(
            model_name="changelink",
            index=models.Index(fields=["kind", "record_id"], name="change_link_record"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quality_until__isnull", True),
                    ("quality_until__gte", models.F("quality_from")),
                    _connector="OR",
                ),
                name="quality_agreement_quality_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="changelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("linked_at__isnull", True), ("linked_by__isnull", True)),
                    models.Q(("linked_at__isnull", False), ("linked_by__isnull", False)),
                    _connector="OR",
                ),
                name="quality_changelink_linked_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplierapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quality_until__isnull", True),
                    ("quality_until__gte", models.F("quality_from")),
                    _connector="OR",
                ),
                name="quality_supplierapproval_quality_days",
            ),
        ),
        migrations.AddField(
            model_name="capacheck",
            name="capa",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks",
                to="quality.capa",
            ),
        ),
        migrations.AddField(
            model_name="capacheck",
            name="checked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="changeclosing",
            name="change",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closing",
                to="quality.changecontrol",
            ),
        ),
        migrations.AddField(
            model_name="outsourcing",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outsourcing",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="outsourcing",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outsourcing",
            name="raised_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="capacheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                    models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                    _connector="OR",
                ),
                name="quality_capacheck_checked_at_and_by",
            ),
        ),
        migrations.AddIndex(
            model_name="outsourcing",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Lower(
                        django.db.models.functions.text.Concat(
                            models.F("number"), models.Value(" "), models.F("title")
                        )
                    ),
                    name="gin_trgm_ops",
                ),
                name="outsourcing_like",
            ),
        ),
        migrations.AddIndex(
            model_name="outsourcing",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    django.db.models.functions.text.Lower(
                        django.db.models.functions.text.Concat(
                            models.F("number"), models.Value(" "), models.F("title")
                        )
                    ),
                    config="simple",
                ),
                name="outsourcing_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="outsourcing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("raised_at__isnull", True), ("raised_by__isnull", True)),
                    models.Q(("raised_at__isnull", False), ("raised_by__isnull", False)),
                    _connector="OR",
                ),
                name="quality_outsourcing_raised_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="outsourcing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="quality_outsourcing_closed_at_and_by",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="impact",
            name="number",
            field=models.CharField(max_length=40, unique=True),
        ),
        *map(AuditedTable, AUDITED),
        InsertOnlyTable("capacheck"),
        InsertOnlyTable("changeclosing"),
    ]
