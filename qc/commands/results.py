"""Samples and their results."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import refuse
from people.models import User
from people.permissions import Permission
from qc.followers import results_changed
from qc.models import AcceptanceCriterion, Result, Sample, Specification


@command(permission=Permission.RECORD_RESULT)
def register_sample(
    *, code: str, specification: Specification, description: str, by: User, at: datetime
) -> Sample:
    """Registers a sample that was taken now."""
    if Sample.objects.filter(code=code).exists():
        raise refuse(
            "SAMPLE_USED",
            _("The sample %(code)s exists already.") % {"code": code},
            clears=_("Give the sample a code of its own."),
            field="code",
        )
    sample = Sample.objects.create(
        code=code,
        specification=specification,
        description=description,
        sampled_at=at,
        sampled_by=by,
    )
    say("sample.registered", about=sample, details={"specification": str(specification)})
    return sample


@command(permission=Permission.RECORD_RESULT)
def record_result(
    *, sample: Sample, criterion: AcceptanceCriterion, reported: str, by: User, at: datetime
) -> Result:
    """Records what a test reported, as typed, and judges it against the criterion.

    Refused for an empty result, a criterion of another specification, and a second result.
    """
    sample = sample.lock()
    if not reported.strip():
        raise refuse("EMPTY", _("A result is needed."), field="reported")
    if criterion.specification_id != sample.specification_id:
        raise refuse(
            "OTHER_SPECIFICATION",
            _("%(test)s is not tested on this sample.") % {"test": criterion.test},
            field="criterion",
        )
    if sample.results.filter(criterion=criterion).exists():
        raise refuse(
            "RESULT_EXISTS",
            _("%(test)s already has a result.") % {"test": criterion.test},
            clears=_("A recorded result is corrected, never entered again."),
        )
    result = Result.objects.create(
        sample=sample,
        criterion=criterion,
        reported=reported.strip(),
        unit=criterion.unit,
        conformity=criterion.criterion.judge(reported),
        recorded_at=at,
        recorded_by=by,
    )
    results_changed(sample, at=at)
    say(
        "result.recorded",
        about=result,
        details={"test": criterion.test, "reported": reported, "verdict": result.conformity},
    )
    return result
