"""Entries of a tablet that were refused when they were sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import refuse
from integrity.texts import one_line
from people.models import User
from people.permissions import Permission

MOST_CHARACTERS = 4_000


@dataclass(frozen=True)
class Entry:
    """What a device kept: its words, when it was made by the device, what it said, and why not."""

    title: str
    made_at: str
    said: Mapping[str, str]
    refused: str


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def set_aside(*, user: User, entry: Entry, reason: str, by: User, at: datetime) -> User:
    """A refused entry leaves the device; all it said stays in the trail, with the reason.

    So nothing typed is ever lost without a word (Annex 11 16).
    """
    size = sum(len(name) + len(value) for name, value in entry.said.items())
    if size > MOST_CHARACTERS:
        raise refuse(
            "TOO_LONG",
            _("%(size)s characters are too many to be kept in the trail.") % {"size": size},
            clears=_("Accepted: %(most)s. Keep the entry, and show it to QA.")
            % {"most": MOST_CHARACTERS},
        )
    told = {
        "entry": one_line(entry.title)[:200], "made_at": entry.made_at[:40],
        "said": dict(entry.said), "refused": one_line(entry.refused)[:500],
    }  # fmt: skip
    say("entry.set_aside", about=user, reason=reason, details=told)
    return user
