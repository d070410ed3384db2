"""What must be so before an agreement or an approval is drafted, signed or ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker
from integrity.texts import text_blockers
from people.models.qualification import day_of
from quality.models import Engagement, EngagementState, Standing
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
    yield from quality_blockers(engagement)
    former = engagement.replaces
    if former is not None and former.organisation_id != engagement.organisation_id:
        yield Blocker(
            "ANOTHER_ORGANISATION",
            _("%(former)s is with %(who)s.") % {"former": former, "who": former.organisation},
            clears=_("A new version is for the same organisation."),
            field="organisation",
        )


def quality_blockers(engagement: Engagement) -> Iterable[Blocker]:
    """What is done for others, or outsourced, names its quality agreement and the days of it."""
    is_named = bool(engagement.quality_agreement or engagement.quality_from)
    if engagement.needs_quality_agreement or is_named:
        yield from text_blockers(type(engagement), quality_agreement=engagement.quality_agreement)
        if engagement.quality_from is None:
            yield Blocker(
                "REQUIRED",
                _("A value is needed."),
                clears=_("Accepted: the first day of the quality agreement."),
                field="quality_from",
            )
    first, last = engagement.quality_from, engagement.quality_until
    if last is not None and (first is None or last < first):
        yield Blocker(
            "ENDS_TOO_EARLY",
            _("It would end before it begins."),
            clears=_("Accepted: %(first)s or later.") % {"first": first or "–"},
            field="quality_until",
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
    if engagement.needs_quality_agreement:
        yield from _quality_to_sign(engagement, at)
    former = engagement.replaces
    if former is not None and former.superseded_from is not None:
        yield Blocker(
            "REPLACED_ALREADY",
            _("%(former)s was replaced already.") % {"former": former},
            clears=_("Draft a new version of the one that replaced it."),
        )


def _quality_to_sign(engagement: Engagement, at: datetime) -> Iterable[Blocker]:
    """What QA signs has its quality agreement with it, and that one is not past (Part IV 13)."""
    if engagement.quality_standing(at) in {Standing.DRAFT, Standing.EXPIRED}:
        yield Blocker(
            "NO_QUALITY_AGREEMENT",
            _("The quality agreement “%(named)s” is not current.")
            % {"named": engagement.quality_agreement or "–"},
            clears=_("Draft it anew with a quality agreement that is."),
        )
    if not engagement.documents().exists():
        yield Blocker(
            "NO_DOCUMENT",
            _("The quality agreement “%(named)s” is not among its files.")
            % {"named": engagement.quality_agreement},
            clears=_("Attach it under Files."),
        )


@gate
def engagement_ending_blockers(engagement: Engagement, *, at: datetime) -> Iterable[Blocker]:
    """It ends once."""
    if engagement.state == EngagementState.ENDED:
        yield Blocker("ENDED_ALREADY", _("%(number)s has ended.") % {"number": engagement})
