"""Eight weeks of bookings in the demo facility: four behind, four ahead."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from bookings.commands.blackouts import Recurrence, lay_blackout, plan_maintenance
from bookings.commands.buffers import set_buffer
from bookings.commands.decisions import approve_booking, refuse_booking
from bookings.commands.requests import Asked, cancel_booking, request_booking
from bookings.commands.running import begin_booking, end_booking, mark_no_show
from bookings.models import BlackoutKind, Booking, Frequency, Purpose
from bookings.resources import Minutes, Resource
from bookings.services import BOOKINGS
from cleanrooms.models import Equipment, Room
from integrity.refusals import Refused
from people.models import User

SEED = 11
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
# What a room is booked for, on which weekday, from which hour and for how many hours.
WEEK = (
    ("CR01", Purpose.OTHER, "", "Engineering run", 1, 8, 6),
    ("CR02", Purpose.PRODUCTION, "CART-26-001", "", 2, 9, 5),
    ("CR03", Purpose.MEDIA_FILL, "", "Media fill", 3, 8, 7),
    ("CR04", Purpose.PRODUCTION, "CART-26-002", "", 3, 13, 4),
    ("CR06", Purpose.PRODUCTION, "CART-26-002", "", 4, 8, 6),
    ("CR07", Purpose.PRODUCTION, "LV-0061-B", "Bioreactor", 1, 7, 9),
    ("CR09", Purpose.PRODUCTION, "LV-0060-A", "Filtration", 2, 8, 6),
    ("CR10", Purpose.OTHER, "", "Buffer preparation", 2, 9, 3),
    ("CR11", Purpose.OTHER, "", "Cryopreservation test", 4, 10, 4),
    ("DL1", Purpose.OTHER, "", "Process development", 0, 9, 8),
    ("QC1", Purpose.OTHER, "", "Sterility testing", 3, 9, 5),
)  # fmt: skip
OF_TENANT = (("CR12", 1, 8, 6), ("CR12", 3, 9, 5))
WEEKS = range(-4, 4)
MISSED = {("CR10", -3), ("DL1", -1)}


class Diary:
    """Bookings by what their rooms do each week."""

    def __init__(self, users: dict[str, User], now: datetime) -> None:
        self.users, self.now = users, now
        self.random = Random(SEED)  # noqa: S311  (no secret: the same demo each time)
        self.rooms = {room.code: room for room in Room.objects.all()}

    def moment(self, week: int, weekday: int, hour: int) -> datetime:
        """In a week of the plan, by the facility's clock; never today."""
        zone = timezone.get_default_timezone()
        today = self.now.astimezone(zone).date()
        ahead = 1 + (weekday - today.weekday() - 1) % 7
        behind = 7 if week < 0 and ahead == 7 else 0  # not today
        day = today + timedelta(days=7 * week + ahead - behind)
        return datetime.combine(day, time(hour), tzinfo=zone)

    def ask(
        self, *resources: Resource, begins_at: datetime, hours: int, purpose: Purpose,
        lot: str = "", title: str = "", by: str = "lvandam", waits: bool = False,
    ) -> Booking:  # fmt: skip
        asked = Asked(
            purpose=purpose, begins_at=begins_at, ends_at=begins_at + hours * HOUR,
            resources=resources, title=title, lot_number=lot, awaits_assessment=waits,
        )  # fmt: skip
        at = min(begins_at, self.now) - 9 * DAY - self.random.randrange(300) * MINUTE
        return request_booking(asked=asked, by=self.users[by], at=at)

    def decide(self, booking: Booking) -> Booking:
        """Approved where nothing stands against it; refused with the reason else."""
        at, by = booking.requested_at + DAY, self.users["nbakker"]
        try:
            return approve_booking(booking=booking, by=by, at=at)
        except Refused:
            why = "The room is not fit for it at that time"
            return refuse_booking(booking=booking, reason=why, by=by, at=at)

    def live(self, booking: Booking, *, came: bool) -> None:
        """What became of one that lies behind."""
        if booking.state != "APPROVED" or booking.ends_at >= self.now:
            return
        if not came:
            mark_no_show(booking=booking, by=BOOKINGS, at=booking.begins_at + HOUR)
            return
        by = self.users["jvermaat"]
        booking = begin_booking(booking=booking, by=by, at=booking.begins_at + 5 * MINUTE)
        early = self.random.randrange(40) * MINUTE
        end_booking(booking=booking, by=by, at=booking.ends_at - early)

    def lay(self) -> None:
        for week in WEEKS:
            for code, purpose, lot, title, weekday, hour, hours in WEEK:
                begin = self.moment(week, weekday, hour)
                booked = self.decide(self.ask(
                    self.rooms[code], begins_at=begin, hours=hours, purpose=purpose, lot=lot,
                    title=title,
                ))  # fmt: skip
                self.live(booked, came=(code, week) not in MISSED)
            for code, weekday, hour, hours in OF_TENANT:
                begin = self.moment(week, weekday, hour)
                booked = self.decide(self.ask(
                    self.rooms[code], begins_at=begin, hours=hours, purpose=Purpose.OTHER,
                    title=f"Run OR-{week + 12}", by="obrink",
                ))  # fmt: skip
                self.live(booked, came=True)

    def leave_open(self) -> None:
        """Requests that wait, one of them for an assessment; one cancelled, one begun now."""
        rooms, users = self.rooms, self.users
        self.ask(
            rooms["CR02"], begins_at=self.moment(1, 2, 10), hours=3, purpose=Purpose.PRODUCTION,
            lot="CART-26-002", waits=True,
        )  # fmt: skip
        self.ask(
            rooms["CR13"], begins_at=self.moment(1, 4, 9), hours=4, purpose=Purpose.OTHER,
            title="Run OR-14", by="obrink",
        )  # fmt: skip
        device = Equipment.objects.filter(room=rooms["QC1"], out_of_service_at__isnull=True).first()
        if device is not None:
            self.ask(
                device, users["trieger"], begins_at=self.moment(0, 4, 9), hours=3,
                purpose=Purpose.OTHER, title="Method transfer", by="trieger",
            )  # fmt: skip
        dropped = self.ask(
            rooms["DL2"], begins_at=self.moment(0, 2, 9), hours=4, purpose=Purpose.OTHER,
            title="Small-scale run",
        )  # fmt: skip
        cancel_booking(
            booking=dropped, reason="Material comes a week later", by=users["lvandam"],
            at=self.now - DAY,
        )  # fmt: skip
        now = self.now.replace(minute=0, second=0, microsecond=0)
        runs = self.decide(self.ask(
            rooms["CR05"], begins_at=now - HOUR, hours=6, purpose=Purpose.PRODUCTION,
            lot="CART-26-002",
        ))  # fmt: skip
        if runs.state == "APPROVED":
            begin_booking(booking=runs, by=users["jvermaat"], at=self.now - 50 * MINUTE)


def make_bookings(users: dict[str, User], now: datetime) -> None:
    manager, long_ago = users["nbakker"], now - 60 * DAY
    diary = Diary(users, now)
    for code, setup, changeover in (("CR05", 30, 60), ("CR07", 30, 120), ("CR12", 15, 45)):
        set_buffer(
            resource=diary.rooms[code], minutes=Minutes(setup, changeover),
            reason="From the changeovers of last year", by=manager, at=long_ago,
        )  # fmt: skip
    diary.lay()
    diary.leave_open()
    begin = diary.moment(1, 3, 7)
    lay_blackout(
        resource=diary.rooms["CR08"], kind=BlackoutKind.REQUALIFICATION, note="Requalification",
        begins_at=begin, ends_at=begin + 2 * DAY, by=manager, at=now - 5 * DAY,
    )  # fmt: skip
    weekly = Recurrence(
        note="Filters and pressure sensors", frequency=Frequency.WEEKLY, every=1,
        first_at=diary.moment(0, 0, 6), minutes=60,
    )  # fmt: skip
    plan_maintenance(resource=diary.rooms["CR10"], recurrence=weekly, by=manager, at=now - DAY)
