"""What must be so before an agreement or an approval is drafted, signed or ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker
from integrity.texts import text_blockers
from people.models.qualification import day_of
from quality.models import Engagement, EngagementState
from quality.texts import paragraph_blockers


def draft_blockers(engagement: Engagement) -> Iterable[Blocker]:
    """It says with whom, what and until when; a new version is for the same organisation."""
    yield from text_blockers(type(engagement), title=engagement.title)
    yield from paragraph_blockers(scope=engagement.scope)
    if engagement.valid_until is not None and engagement.valid_until < engagement.valid_from:
        yield Blocker(
            "ENDS_TOO_EARLY",
            _("It would end before it begins."),
            clears=_("Accepted: %(first)s or later.") % {"first": engagement.valid_from},
            field="valid_until",
        )
    former = engagement.replaces
    if former is not None and former.organisation_id != engagement.organisation_id:
        yield Blocker(
            "ANOTHER_ORGANISATION",
            _("%(former)s is with %(who)s.") % {"former": former, "who": former.organisation},
            clears=_("A new version is for the same organisation."),
            field="organisation",
        )


@gate
def engagement_signing_blockers(engagement: Engagement, *, at: datetime) -> Iterable[Blocker]:
    """A draft that is not past is signed once; what it replaces was not replaced by another."""
    if engagement.state != EngagementState.DRAFT:
        yield Blocker(
            "NOT_A_DRAFT",
            _("%(number)s is “%(state)s”.")
            % {"number": engagement, "state": EngagementState(engagement.state).label},
            clears=_("A new version is drafted."),
        )
    elif engagement.valid_until is not None and engagement.valid_until < day_of(at):
        yield Blocker(
            "PAST",
            _("Its last day is over."),
            clears=_("Draft it anew with a later day."),
        )
    former = engagement.replaces
    if former is not None and former.superseded_from is not None:
        yield Blocker(
            "REPLACED_ALREADY",
            _("%(former)s was replaced already.") % {"former": former},
            clears=_("Draft a new version of the one that replaced it."),
        )


@gate
def engagement_ending_blockers(engagement: Engagement, *, at: datetime) -> Iterable[Blocker]:
    """It ends once."""
    if engagement.state == EngagementState.ENDED:
        yield Blocker("ENDED_ALREADY", _("%(number)s has ended.") % {"number": engagement})
