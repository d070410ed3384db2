"""Rules of notification, the matters they tell of, and who was told."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import integrity.models.record
from integrity.database.audited import AuditedTable


class Migration(migrations.Migration):
    dependencies = [
        ("integrity", "0010_overrulings"),
        ("people", "0010_finding"),
    ]

    operations = [
        migrations.CreateModel(
            name="NotificationRule",
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
                ("event", models.CharField(max_length=80)),
                ("by_mail", models.BooleanField(default=False)),
                ("delay_minutes", models.PositiveIntegerField(default=0)),
                ("second_minutes", models.PositiveIntegerField(null=True)),
                ("third_minutes", models.PositiveIntegerField(null=True)),
                ("is_on", models.BooleanField(default=True)),
                (
                    "role",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.role",
                    ),
                ),
                (
                    "second_role",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.role",
                    ),
                ),
                (
                    "third_role",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.role",
                    ),
                ),
            ],
            options={
                "ordering": ("event", "role__title"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "role"),
                        name="people_one_rule_a_role",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("second_minutes__isnull", True), ("second_role__isnull", True)
                            ),
                            models.Q(("second_minutes__gt", 0), ("second_role__isnull", False)),
                            _connector="OR",
                        ),
                        name="people_rule_second_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("third_minutes__isnull", True), ("third_role__isnull", True)),
                            models.Q(
                                ("second_role__isnull", False),
                                ("third_minutes__gt", 0),
                                ("third_role__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="people_rule_third_level",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Matter",
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
                ("due_key", models.CharField(blank=True, max_length=120)),
                ("kind", models.CharField(max_length=80)),
                ("code", models.CharField(max_length=200)),
                ("due_at", models.DateTimeField(null=True)),
                ("begun_at", models.DateTimeField()),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="integrity.auditevent",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="people.notificationrule",
                    ),
                ),
            ],
            options={
                "ordering": ("-begun_at",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["next_at"],
                        name="people_matter_next",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("acknowledged_at__isnull", True), ("acknowledged_by__isnull", True)
                            ),
                            models.Q(
                                ("acknowledged_at__isnull", False),
                                ("acknowledged_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="people_matter_acknowledged_at_and_by",
                    ),
                    models.UniqueConstraint(
                        fields=("rule", "event"), name="people_event_told_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("due_key", ""), _negated=True),
                        fields=("rule", "due_key"),
                        name="people_due_told_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_key", ""), ("event__isnull", False)),
                            models.Q(
                                ("event__isnull", True), models.Q(("due_key", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="people_matter_is_event_or_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acknowledged_at__isnull", True),
                            ("next_at__isnull", True),
                            _connector="OR",
                        ),
                        name="people_matter_acknowledged_is_over",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notification",
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
                ("level", models.PositiveSmallIntegerField()),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Information"), (2, "Due"), (3, "Alarm")]
                    ),
                ),
                ("link", models.CharField(blank=True, max_length=300)),
                ("wants_mail", models.BooleanField()),
                ("told_at", models.DateTimeField()),
                ("mailed_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to="people.matter",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-told_at",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("acknowledged_at__isnull", True)),
                        fields=["user", "-severity", "-told_at"],
                        name="people_open_notifications",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("acknowledged_at__isnull", True), ("acknowledged_by__isnull", True)
                            ),
                            models.Q(
                                ("acknowledged_at__isnull", False),
                                ("acknowledged_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="people_notification_acknowledged_at_and_by",
                    ),
                    models.UniqueConstraint(
                        fields=("matter", "user", "level"), name="people_person_told_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acknowledged_by__isnull", True),
                            ("acknowledged_by", models.F("user")),
                            _connector="OR",
                        ),
                        name="people_own_notification",
                    ),
                ],
            },
        ),
        AuditedTable("NotificationRule"),
        AuditedTable("Matter"),
        AuditedTable("Notification"),
    ]
