"""When a lot may be released."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker
from materials.genealogy import holds_on_lot
from materials.models import DonorTests, Lot, LotStatus
from materials.specification import is_effective, specification_of


@gate
def lot_release_blockers(lot: Lot, *, at: datetime) -> Iterable[Blocker]:
    """A lot in quarantine is released when it is in date, not held, its donor was tested, and it is
    known what it must be and that it is (Part IV 7).

    What knows tests and deviations contributes its reasons.
    """
    if lot.status != LotStatus.QUARANTINE:
        yield Blocker(
            "NOT_IN_QUARANTINE",
            _("%(lot)s is “%(status)s”.") % {"lot": lot, "status": lot.get_status_display()},
        )
        return
    if lot.expires_at is not None and lot.expires_at <= at:
        yield Blocker("EXPIRED", _("It has expired."), clears=_("Reject it."))
    if lot.donor_tests == DonorTests.PENDING:
        yield Blocker(
            "DONOR_TESTS_PENDING",
            _("The tests of the donor are pending."),
            clears=_("Record their result first."),
        )
    yield from _papers(lot)
    for hold in holds_on_lot(lot):
        yield Blocker(
            "ON_HOLD",
            _("%(hold)s holds %(on)s.") % {"hold": hold, "on": hold.on},
            clears=_("QA lifts the hold by signature."),
            about=str(hold),
        )


def _papers(lot: Lot) -> Iterator[Blocker]:
    """An effective specification, and the certificate as a file, where the material asks for it."""
    material = lot.material
    if material is None:
        return
    document = specification_of(material)
    if material.specification and (document is None or not is_effective(document)):
        yield Blocker(
            "SPECIFICATION_NOT_EFFECTIVE",
            _("Specification “%(code)s” of %(material)s is not effective.")
            % {"code": material.specification, "material": material},
            clears=_("Its document is approved and effective, or another one is named."),
            about=material.specification,
        )
    if material.needs_certificate and not lot.files_decided_on:
        yield Blocker(
            "NO_CERTIFICATE",
            _("%(material)s is released on its certificate, and none is attached.")
            % {"material": material},
            clears=_("Attach the certificate to the lot."),
        )
