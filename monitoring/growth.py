"""What grew, and whether it is known what it was."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Grade
from integrity.gates import gate
from integrity.refusals import Blocker
from monitoring.models import Sample

TO_SPECIES = frozenset({Grade.A, Grade.B})


@gate
def isolate_blockers(sample: Sample) -> Iterator[Blocker]:
    """What grew in grade A or B is isolated, and each isolate identified to species (Annex 1
    9.31).
    """
    if sample.grade not in TO_SPECIES or not sample.way.is_plate or not sample.counted:
        return
    isolates = list(sample.isolates.all())
    words = {"where": sample.where, "grade": Grade(sample.grade).label, "sample": sample}
    if not isolates:
        yield Blocker(
            "NO_ISOLATE",
            _("%(where)s, %(grade)s: nothing is isolated of what grew.") % words,
            clears=_("Pick a colony of %(sample)s and identify it.") % words,
            about=str(sample),
        )  # fmt: skip
    for isolate in isolates:
        if not isolate.species:
            yield Blocker(
                "NO_SPECIES",
                _("%(where)s, %(grade)s: %(isolate)s has no species.")
                % {**words, "isolate": isolate},
                clears=_("Identify it to species."), about=str(isolate),
            )  # fmt: skip
