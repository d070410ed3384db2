"""Bookings in every state, a blackout, recurring maintenance, and a feed."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from bookings.commands.blackouts import Recurrence, lay_blackout, plan_maintenance
from bookings.commands.feeds import make_feed
from bookings.commands.running import begin_booking
from bookings.feed_secrets import digest_of, secret_for
from bookings.models import BlackoutKind, Frequency
from people.models import User
from people.permissions import Permission
from tests.bookings import ground
from tests.cast import NOW

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TYPED = "%Y-%m-%dT%H:%M"


class Bookings:
    def __init__(self, people: dict[str, User], users: dict[str, User | None]) -> None:
        self.person, manager = people["kadler"], people["nbakker"]
        self.room, self.other = ground.room("CR81"), ground.room("CR82")
        now = timezone.now().replace(second=0, microsecond=0)
        self.begin = now + 20 * DAY
        self.asked = ground.requested(self.room, by=self.person, begins_at=self.begin)
        self.ready = ground.approved(self.room, by=self.person, begins_at=now - HOUR / 2, hours=3)
        running = ground.approved(self.other, by=self.person, begins_at=now - HOUR, hours=3)
        self.running = begin_booking(booking=running, by=people["jvermaat"], at=now)
        by = {"by": manager, "at": NOW}
        self.blackout = lay_blackout(
            resource=self.room, kind=BlackoutKind.CLOSED, note="Painted",
            begins_at=self.begin + 5 * DAY, ends_at=self.begin + 6 * DAY, **by,
        )  # fmt: skip
        weekly = Recurrence(
            note="Filters", frequency=Frequency.WEEKLY, every=1, first_at=self.begin + 7 * DAY,
            minutes=60,
        )  # fmt: skip
        self.plan = plan_maintenance(resource=self.other, recurrence=weekly, **by)
        self.secret = secret_for(self.person, uuid.UUID(int=1))
        make_feed(room=None, digest=digest_of(self.secret), by=self.person, at=NOW)
        self.own: dict[tuple[str, str], dict[str, object]] = {}
        for caller, user in users.items():
            self.belongings(caller, user)

    def belongings(self, caller: str, user: User | None) -> None:
        """A feed of whoever may read bookings, and a request of whoever may ask for one."""
        now = timezone.now()
        if user is None or not user.may(Permission.VIEW_BOOKINGS):
            return
        feed = make_feed(room=None, digest=digest_of(caller), by=user, at=now)
        self.own["feed-withdraw", caller] = {"pk": feed.pk}
        if user.is_of_facility and user.may(Permission.REQUEST_BOOKING):
            asked = ground.requested(self.room, by=user, begins_at=self.begin, at=now)
            for name in ("booking-cancel", "booking-move"):
                self.own[name, caller] = {"number": asked.number}

    @property
    def places(self) -> dict[str, dict[str, object]]:
        asked, ready = {"number": self.asked.number}, {"number": self.ready.number}
        return {
            **dict.fromkeys(
                (f"booking{one}" for one in ("", "-approve", "-overrule", "-refuse", "-cancel",
                                             "-move")),
                asked,
            ),
            **dict.fromkeys(("booking-begin", "booking-no-show"), ready),
            "booking-end": {"number": self.running.number},
            "bookings-of-room": {"code": self.room.code},
            "blackout-lift": {"pk": self.blackout.pk},
            "maintenance-plan-end": {"pk": self.plan.pk},
            "feed-withdraw": {"pk": self.blackout.pk},
            "booking-feed": {"secret": self.secret},
        }  # fmt: skip

    @property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        why = {"version": 1, "reason": "As agreed"}
        begin, end = self.begin + 2 * DAY, self.begin + 2 * DAY + HOUR
        at = {"begins_at": begin.strftime(TYPED), "ends_at": end.strftime(TYPED)}
        later = self.begin + 40 * DAY
        ask = {"purpose": "OTHER", "title": "Trial", "rooms": self.room.code, **at}
        sent: dict[str, dict[str, Any]] = {
            "booking-new": ask, "booking-check": ask,
            "booking-approve": {"version": 1}, "booking-begin": {"version": self.ready.version},
            "booking-end": {"version": self.running.version},
            "booking-no-show": {"version": self.ready.version},
            "booking-overrule": {}, "booking-refuse": why, "booking-cancel": why,
            "booking-move": {**why, **at},
            "blackout-new": {
                "of": "room:CR81", "kind": "CLOSED", "note": "Painted",
                "begins_at": later.strftime(TYPED), "ends_at": (later + DAY).strftime(TYPED),
            },
            "blackout-lift": why,
            "maintenance-plan-new": {
                "of": "room:CR81", "note": "Filters", "frequency": "WEEKLY", "every": "1",
                "first_at": later.replace(day=2).strftime(TYPED), "minutes": "30",
            },
            "maintenance-plan-end": {**why, "version": self.plan.version},
            "buffer-set": {
                "of": "room:CR81", "setup_minutes": "10", "changeover_minutes": "20",
                "reason": "As agreed",
            },
            "feeds": {}, "feed-withdraw": {},
            "api-bookings": {
                "purpose": "OTHER", "title": "Trial",
                "rooms": [self.room.code], "begins_at": begin.isoformat(),
                "ends_at": end.isoformat(),
            },
        }  # fmt: skip
        return {(name, "POST"): body for name, body in sent.items()}
