"""What an entry of monitoring that comes late, kept on a device meanwhile, cannot be before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.moments import in_zone
from integrity.refusals import Blocker
from monitoring.models import Excursion, Round, SamplingPlan


@gate
def late_round_blockers(plan: SamplingPlan, *, at: datetime) -> Iterator[Blocker]:
    """A round does not begin while another by its plan was still being walked."""
    other = plan.rounds.filter(taken_at__gt=at).first()
    if other is not None and other.taken_at is not None:
        words = {"round": other, "at": in_zone(other.taken_at)}
        yield Blocker(
            "ROUND_RAN", _("%(round)s by this plan was finished at %(at)s, after that.") % words,
            clears=_("Begin the round now."),
        )  # fmt: skip


@gate
def late_finish_blockers(around: Round, *, at: datetime) -> Iterator[Blocker]:
    """A round is not finished before the last of its samples."""
    last = Greatest(Max("taken_at"), Max("not_taken_at"))
    latest = around.samples.aggregate(last=last)["last"]
    if latest is not None and latest > at:
        yield Blocker(
            "SAMPLED_LATER",
            _("A sample was taken at %(at)s, after that.") % {"at": in_zone(latest)},
            clears=_("Finish the round now."),
        )  # fmt: skip


@gate
def late_acknowledging_blockers(excursion: Excursion, *, at: datetime) -> Iterator[Blocker]:
    """Nobody has seen an excursion before it was raised."""
    if at < excursion.raised_at:
        words = {"excursion": excursion, "at": in_zone(excursion.raised_at)}
        yield Blocker(
            "NOT_KNOWN_THEN", _("%(excursion)s was raised at %(at)s, after that.") % words
        )
