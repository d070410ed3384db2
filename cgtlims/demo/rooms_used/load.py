"""How the demo's rooms were used, oldest first, and how each of them is now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cgtlims.demo.pen import Pen
from cgtlims.demo.rooms_used.fortnight import Fortnight
from cgtlims.demo.rooms_used.rules import make_rules
from cgtlims.demo.rooms_used.story import lay_story
from materials.models import Container
from people.models import User


def make_room_use(
    users: dict[str, User], pen: Pen, packs: Sequence[Container], founded: datetime, now: datetime
) -> None:
    make_rules(users, pen, founded, now)
    weeks = Fortnight(users, pen, packs, now)
    lay_story(weeks)
    weeks.lay()
