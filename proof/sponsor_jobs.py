"""A quick kind of job, loaded into real workers by `--include`: each files one sponsor by command.

The sponsor's name is the job's key and its code is new, so that a job done twice leaves two.
"""

from __future__ import annotations

import time
from datetime import datetime

from integrity.failpoints import failpoint
from integrity.jobs import Claim, Outcome, handles
from integrity.models.record import new_id
from people.models import Organisation, OrganisationKind
from tests.deeds import made

KIND = "proof_sponsor"


@handles(KIND)
def file_sponsor(held: Claim) -> Outcome:
    """With `stall` in its payload the first attempt sleeps so long that its lease runs out."""
    held.report(1, 2)
    failpoint("mid-render")
    if held.attempt == 1:
        time.sleep(int(held.payload.get("stall", 0)))

    def file(at: datetime) -> None:
        code = new_id().hex[-20:]
        made(Organisation, code=code, name=held.key, kind=OrganisationKind.SPONSOR)

    return file
