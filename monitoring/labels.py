"""What stands on the labels of plates, one at a time or of a whole round."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from documents.labelled import Labelled, contribute_labels
from monitoring.models import Round, Sample, SampleState
from monitoring.seen import round_page, sample_page, visible_rounds, visible_samples

OF_SAMPLES = {
    "code": _("code of the sample, to be scanned as the plate’s"),
    "where": _("code of its site, or whose print it is"),
    "kind": _("kind of sample"),
    "round": _("number of the round"),
    "room": _("code of the room"),
    "grade": _("grade of the place"),
    "medium": _("lot of the medium"),
}


def sample_values(sample: Sample) -> dict[str, str]:
    return {
        "code": sample.plate or str(sample), "where": sample.where,
        "kind": str(sample.get_kind_display()), "round": str(sample.round),
        "room": sample.round.room.code, "grade": str(sample.get_grade_display()),
        "medium": sample.container.lot.number if sample.container else "",
    }  # fmt: skip


def plates_of(around: Round) -> list[Sample]:
    """Those of a round that are plates, in the order of the walk."""
    rows = Sample.objects.filter(round=around).exclude(state=SampleState.NOT_TAKEN)
    found = rows.select_related("round__room", "site", "person", "container__lot")
    return [one for one in found.order_by("place") if one.way.is_plate]


contribute_labels(
    Round,
    Labelled(
        title=_("Sampling rounds"), names=OF_SAMPLES, values=sample_values, rows=visible_rounds,
        page=round_page, each=plates_of, templates=Sample._meta.label_lower,
    ),
)  # fmt: skip
contribute_labels(
    Sample,
    Labelled(
        title=_("Environmental samples"), names=OF_SAMPLES, values=sample_values,
        rows=visible_samples, page=sample_page,
    ),
)  # fmt: skip
