"""What the partner's login may read of bookings: those of the organisations that it reads for.

Of slots it learns the resources of those bookings, from a function that runs as the owner and
checks the organisation itself; to the tables of slots and rooms it has no right.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import integrity.models.record
from integrity.database.audited import AuditedTable
from integrity.database.insert_only import InsertOnlyTable

CLIENTS = "ANY (nullif(current_setting('lims.sponsors', true), '')::uuid[])"
TOLD = (
    "id, number, purpose, title, lot_number, client_id, begins_at, ends_at, state, reason,"
    " requested_at, approved_at, begun_at, ended_at, missed_at"
)
SECURE = f"""
ALTER TABLE bookings_booking ENABLE ROW LEVEL SECURITY;
CREATE POLICY facility ON bookings_booking TO lims_app, lims_verify
  USING (true) WITH CHECK (true);
CREATE POLICY partner ON bookings_booking FOR SELECT TO lims_partner
  USING (client_id = {CLIENTS});
GRANT SELECT ({TOLD}) ON bookings_booking TO lims_partner;
CREATE FUNCTION bookings_resources(wanted uuid[])
  RETURNS TABLE (booking_id uuid, kind text, code text, setup integer, changeover integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
SELECT s.booking_id, CASE WHEN s.room_id IS NOT NULL THEN 'room'
    WHEN s.equipment_id IS NOT NULL THEN 'equipment' ELSE 'person' END,
  coalesce(r.code, e.code, p.display_name),
  s.setup_minutes::integer, s.changeover_minutes::integer
FROM bookings_slot s
JOIN bookings_booking b ON b.id = s.booking_id
LEFT JOIN cleanrooms_room r ON r.id = s.room_id
LEFT JOIN cleanrooms_equipment e ON e.id = s.equipment_id
LEFT JOIN people_user p ON p.id = s.person_id
WHERE b.id = ANY (wanted) AND (session_user = 'lims_app' OR b.client_id = {CLIENTS})
ORDER BY s.id
$$;
REVOKE EXECUTE ON FUNCTION bookings_resources(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bookings_resources(uuid[]) TO lims_app, lims_partner;
"""
OPEN = f"""
DROP FUNCTION bookings_resources(uuid[]);
DROP POLICY partner ON bookings_booking;
DROP POLICY facility ON bookings_booking;
ALTER TABLE bookings_booking DISABLE ROW LEVEL SECURITY;
REVOKE SELECT ({TOLD}) ON bookings_booking FROM lims_partner;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cleanrooms", "0006_use_of_rooms"),
        ("materials", "0007_vectors_and_containment"),
        ("people", "0012_letters_without_alarm"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Booking",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("PRODUCTION", "Production"),
                            ("MEDIA_FILL", "Media fill"),
                            ("MAINTENANCE", "Maintenance"),
                            ("OTHER", "Other work"),
                        ],
                        max_length=11,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                ("lot_number", models.CharField(blank=True, max_length=40)),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("REQUESTED", "Requested"),
                            ("APPROVED", "Approved"),
                            ("REFUSED", "Refused"),
                            ("CANCELLED", "Cancelled"),
                            ("BEGUN", "Begun"),
                            ("NO_SHOW", "No-show"),
                            ("DONE", "Done"),
                        ],
                        default="REQUESTED",
                        max_length=9,
                    ),
                ),
                ("awaits_assessment", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("requested_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("begun_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("missed_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="people.organisation",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="materials.lot",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="materials.product",
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings_requested",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sharing",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="cleanrooms.sharing",
                    ),
                ),
                (
                    "use",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="booking",
                        to="cleanrooms.roomuse",
                    ),
                ),
            ],
            options={
                "verbose_name": "booking",
                "ordering": ("begins_at", "number"),
            },
        ),
        migrations.CreateModel(
            name="Buffer",
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
                ("setup_minutes", models.PositiveSmallIntegerField()),
                ("changeover_minutes", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=500)),
                ("set_at", models.DateTimeField()),
                (
                    "equipment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buffers",
                        to="cleanrooms.equipment",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buffers",
                        to="cleanrooms.room",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "buffer",
                "ordering": ("-set_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Feed",
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
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feeds",
                        to="cleanrooms.room",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar feed",
                "ordering": ("-made_at",),
            },
        ),
        migrations.CreateModel(
            name="MaintenancePlan",
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
                ("note", models.CharField(max_length=200)),
                (
                    "frequency",
                    models.CharField(
                        choices=[("DAILY", "Daily"), ("WEEKLY", "Weekly"), ("MONTHLY", "Monthly")],
                        max_length=7,
                    ),
                ),
                ("every", models.PositiveSmallIntegerField(default=1)),
                ("first_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("last_on", models.DateField(null=True)),
                ("laid_until", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "equipment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="maintenance_plans",
                        to="cleanrooms.equipment",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="maintenance_plans",
                        to="cleanrooms.room",
                    ),
                ),
            ],
            options={
                "verbose_name": "recurring maintenance",
                "ordering": ("first_at",),
            },
        ),
        migrations.CreateModel(
            name="Blackout",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("REQUALIFICATION", "Requalification"),
                            ("MAINTENANCE", "Maintenance"),
                            ("CLOSED", "Closed"),
                        ],
                        max_length=15,
                    ),
                ),
                ("note", models.CharField(max_length=200)),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("stands_against", models.CharField(blank=True, max_length=200)),
                ("laid_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "equipment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blackouts",
                        to="cleanrooms.equipment",
                    ),
                ),
                (
                    "laid_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blackouts",
                        to="cleanrooms.room",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blackouts",
                        to="bookings.maintenanceplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "blackout",
                "ordering": ("begins_at",),
            },
        ),
        migrations.CreateModel(
            name="Slot",
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
                ("setup_minutes", models.PositiveSmallIntegerField(default=0)),
                ("changeover_minutes", models.PositiveSmallIntegerField(default=0)),
                ("held", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("share_group", models.UUIDField(default=integrity.models.record.new_id)),
                ("is_active", models.BooleanField(default=False)),
                (
                    "blackout",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slot",
                        to="bookings.blackout",
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="bookings.booking",
                    ),
                ),
                (
                    "equipment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="cleanrooms.equipment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="cleanrooms.room",
                    ),
                ),
            ],
            options={
                "verbose_name": "slot",
                "ordering": ("booking", "id"),
            },
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(fields=["state", "begins_at"], name="bookings_state_begin"),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("requested_at__isnull", True), ("requested_by__isnull", True)),
                    models.Q(("requested_at__isnull", False), ("requested_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_booking_requested_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_booking_approved_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refused_at__isnull", True), ("refused_by__isnull", True)),
                    models.Q(("refused_at__isnull", False), ("refused_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_booking_refused_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                    models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_booking_cancelled_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("begun_at__isnull", True), ("begun_by__isnull", True)),
                    models.Q(("begun_at__isnull", False), ("begun_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_booking_begun_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_booking_ended_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                name="bookings_booking_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="buffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("equipment__isnull", True), ("room__isnull", False)),
                    models.Q(("equipment__isnull", False), ("room__isnull", True)),
                    _connector="OR",
                ),
                name="bookings_buffer_of_one_resource",
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_feed_withdrawn_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="maintenanceplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("made_at__isnull", True), ("made_by__isnull", True)),
                    models.Q(("made_at__isnull", False), ("made_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_maintenanceplan_made_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="maintenanceplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_maintenanceplan_ended_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="maintenanceplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("equipment__isnull", True), ("room__isnull", False)),
                    models.Q(("equipment__isnull", False), ("room__isnull", True)),
                    _connector="OR",
                ),
                name="bookings_maintenance_of_one_resource",
            ),
        ),
        migrations.AddConstraint(
            model_name="blackout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("laid_at__isnull", True), ("laid_by__isnull", True)),
                    models.Q(("laid_at__isnull", False), ("laid_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_blackout_laid_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="blackout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                    models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_blackout_lifted_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="blackout",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                name="bookings_blackout_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="blackout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("equipment__isnull", True), ("room__isnull", False)),
                    models.Q(("equipment__isnull", False), ("room__isnull", True)),
                    _connector="OR",
                ),
                name="bookings_blackout_of_one_resource",
            ),
        ),
        migrations.AddConstraint(
            model_name="blackout",
            constraint=models.UniqueConstraint(
                fields=("plan", "begins_at"), name="bookings_blackout_of_plan_once"
            ),
        ),
        migrations.AddIndex(
            model_name="slot",
            index=django.contrib.postgres.indexes.GistIndex(
                fields=["held"], name="bookings_slot_held"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("is_active", True)),
                expressions=[("room", "="), ("held", "&&"), ("share_group", "<>")],
                name="bookings_room_held_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("is_active", True)),
                expressions=[("equipment", "="), ("held", "&&"), ("share_group", "<>")],
                name="bookings_equipment_held_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("is_active", True)),
                expressions=[("person", "="), ("held", "&&"), ("share_group", "<>")],
                name="bookings_person_held_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pk__in", []),
                    models.Q(
                        ("equipment__isnull", True),
                        ("person__isnull", True),
                        ("room__isnull", False),
                    ),
                    models.Q(
                        ("equipment__isnull", False),
                        ("person__isnull", True),
                        ("room__isnull", True),
                    ),
                    models.Q(
                        ("equipment__isnull", True),
                        ("person__isnull", False),
                        ("room__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="bookings_slot_of_one_resource",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pk__in", []),
                    models.Q(("blackout__isnull", True), ("booking__isnull", False)),
                    models.Q(("blackout__isnull", False), ("booking__isnull", True)),
                    _connector="OR",
                ),
                name="bookings_slot_for_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("booking", "room"), name="bookings_room_once_in_a_booking"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("booking", "equipment"), name="bookings_equipment_once_in_a_booking"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("booking", "person"), name="bookings_person_once_in_a_booking"
            ),
        ),
        migrations.AddConstraint(
            model_name="buffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                    _connector="OR",
                ),
                name="bookings_buffer_set_at_and_by",
            ),
        ),
        AuditedTable("Booking"),
        AuditedTable("Slot"),
        AuditedTable("Blackout"),
        AuditedTable("MaintenancePlan"),
        AuditedTable("Buffer"),
        AuditedTable("Feed", secret=("digest",)),
        InsertOnlyTable("Buffer"),
        migrations.RunSQL(SECURE, OPEN),
    ]
