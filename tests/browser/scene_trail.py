"""A facility where things were corrected: old and new values, each with its reason."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from decimal import Decimal

from batches.models import Entry
from cleanrooms.commands.rooms import change_room_state
from cleanrooms.models import Room, RoomState
from integrity.commands import command, say
from integrity.signatures.meanings import Meaning
from integrity.trail.review import review_of
from people.commands.trail import review_trail
from people.models import User
from people.permissions import Permission
from tests import cast
from tests.deeds import changed
from tests.signing import attested_for

BATCH = "CART-26-001"
REASON = "Misread display, the balance's printout is attached"


@command(permission=Permission.EXECUTE_STEP)
def correct_entry(*, entry: Entry, raw: str, reason: str, by: User, at: datetime) -> Entry:
    """Another value for what was recorded, with the reason."""
    entry.raw, entry.number = raw, Decimal(raw)
    entry.store()
    say("entry.corrected", about=entry, reason=reason)
    return entry


def load_trail() -> None:
    """An executed batch with two corrections of one value, a room that went round, an address."""
    people = cast.make_people(cast.make_facility())
    master = cast.make_small_master(people)
    cast.execute(people, cast.make_batch(people, master, BATCH))
    entry = Entry.objects.get(parameter__name="Glucose")
    joris, at = people["jvermaat"], cast.NOW + timedelta(hours=1)
    correct_entry(entry=entry, raw="5.8", reason=REASON, by=joris, at=at)
    correct_entry(
        entry=entry, raw="5.80", reason="As printed", by=joris, at=at + timedelta(minutes=2)
    )
    room = Room.objects.get(code="CR05")
    for minutes, state, note in (
        (5, RoomState.OUT_OF_SERVICE, "Filter change, permit WP-0212"),
        (90, RoomState.UNDER_QUALIFICATION, "Airflow after the filter change"),
        (95, RoomState.TO_BE_CLEANED, "Qualified again"),
    ):
        change_room_state(
            room=room, state=state, reason=note, by=people["kadler"],
            at=at + timedelta(minutes=minutes),
        )  # fmt: skip
    key = uuid.uuid4()
    seen = review_of("cleanrooms.room", room.pk, str(room), key)
    quality = people["mlindqvist"]
    review_trail.once(
        key, shown=seen, note="Cleaned as SOP-014 asks.", by=quality, at=at + timedelta(hours=2),
        attested=attested_for(quality, seen, Meaning.REVIEWED, at + timedelta(hours=2)),
    )  # fmt: skip
    changed(people["aowusu"], email="ama.owusu@example.org")
