"""A kind of job of the tests, loaded into a real worker by `--include`: it makes a sponsor."""

from __future__ import annotations

from datetime import datetime

from integrity.failpoints import failpoint
from integrity.jobs import Claim, Outcome, handles
from people.models import Organisation, OrganisationKind
from tests.deeds import made

KIND = "test_sponsor"


@handles(KIND)
def make_sponsor(held: Claim) -> Outcome:
    held.report(1, 2)
    failpoint("mid-render")

    def file(at: datetime) -> None:
        made(Organisation, code=held.key, name=at.isoformat(), kind=OrganisationKind.SPONSOR)

    return file
