"""QA's decision on a lot, signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say, sign
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from materials.gates import lot_release_blockers
from materials.models import DonorTests, Finding, Lot, LotStatus
from people.models import User
from people.models.qualification import end_of
from people.permissions import Permission


@command(permission=Permission.RELEASE_LOT, signed_as=Meaning.APPROVED)
def release_lot(
    *, lot: Lot, certificate: str, by: User, at: datetime, attested: Attestation[User],
    assessment: str = "",
) -> Lot:  # fmt: skip
    """Released on its certificate and files; what was found at receipt is judged in words."""
    lot = lot.lock()
    refuse_if([*lot_release_blockers(lot, at=at), *_words(lot, certificate, assessment)])
    sign(lot, attested, reason=one_line(f"{certificate} {assessment}"))
    lot.files = lot.files_decided_on
    lot.status, lot.decided_at, lot.decided_by = LotStatus.RELEASED, at, by
    lot.certificate, lot.assessment = one_line(certificate), one_line(assessment)
    lot.store()
    say("lot.released", about=lot, details={"certificate": lot.certificate, "files": lot.files})
    return lot


@command(permission=Permission.RELEASE_LOT, signed_as=Meaning.REJECTED)
def reject_lot(
    *, lot: Lot, reason: str, by: User, at: datetime, attested: Attestation[User]
) -> Lot:
    """Never used from now on, also when it was released before."""
    lot = lot.lock()
    if lot.status == LotStatus.REJECTED:
        raise refuse("REJECTED", _("%(lot)s is rejected already.") % {"lot": lot})
    sign(lot, attested, reason=one_line(reason))
    lot.files = lot.files_decided_on
    lot.status, lot.decided_at, lot.decided_by = LotStatus.REJECTED, at, by
    lot.assessment = one_line(reason)
    lot.store()
    say("lot.rejected", about=lot, reason=reason)
    return lot


@command(permission=Permission.RELEASE_LOT)
def record_retest(
    *, lot: Lot, retest_on: date, certificate: str, reason: str, by: User, at: datetime
) -> Lot:
    """It was tested again, and may be used until the end of that day."""
    lot = lot.lock()
    until = end_of(retest_on)
    refuse_if([*_retest(lot, until, at), *text_blockers(Lot, certificate=one_line(certificate))])
    lot.retest_at = until
    lot.store()
    told = {"certificate": one_line(certificate), "until": retest_on.isoformat()}
    say("lot.retested", about=lot, reason=reason, details=told)
    return lot


@command(permission=Permission.RELEASE_LOT)
def record_donor_tests(
    *, lot: Lot, donor_tests: DonorTests, reason: str, by: User, at: datetime
) -> Lot:
    """The result of the donor's tests; a reactive one is judged before release (Part IV 7.3)."""
    lot = lot.lock()
    if lot.status != LotStatus.QUARANTINE or not lot.donor_tests:
        raise refuse("NOT_NOW", _("Donor tests are recorded for human material in quarantine."))
    lot.donor_tests = donor_tests
    others = [one for one in lot.findings if one != Finding.DONOR_REACTIVE]
    reactive = donor_tests == DonorTests.REACTIVE
    lot.findings = [*others, Finding.DONOR_REACTIVE] if reactive else others
    lot.store()
    say("lot.donor_tested", about=lot, reason=reason, details={"tests": donor_tests})
    return lot


def _words(lot: Lot, certificate: str, assessment: str) -> Iterator[Blocker]:
    yield from text_blockers(Lot, certificate=one_line(certificate))
    if lot.findings:
        yield from text_blockers(Lot, assessment=one_line(assessment))


def _retest(lot: Lot, until: datetime, at: datetime) -> Iterator[Blocker]:
    if lot.status != LotStatus.RELEASED:
        yield Blocker("NOT_RELEASED", _("Only a released lot is tested again."))
    if until <= at or (lot.expires_at is not None and until > lot.expires_at):
        yield Blocker(
            "OUT_OF_RANGE", _("It cannot be good until then."),
            clears=_("Accepted: a day to come, up to its expiry."), field="retest_on",
        )  # fmt: skip
