"""Loading a facility: all of it as it was shown, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.carrying import carry_out
from cgtlims.first_run.models import FacilityLoad, LoadedFile
from cgtlims.first_run.outcome import Action, NotLoaded, Outcome
from cgtlims.first_run.reading import read_table
from cgtlims.first_run.subjects import SUBJECTS
from cgtlims.first_run.subjects.subject import Doing
from cgtlims.first_run.upload import Table, Upload
from documents.models import StoredFile
from documents.store import UPLOADS, keep
from documents.uploads import Received
from integrity.commands import command, say
from integrity.refusals import Blocker
from integrity.texts import one_line
from people.models import User
from people.permissions import Permission


@command(permission=Permission.LOAD_FACILITY)
def load_facility(
    *, upload: Upload, shown: str, reason: str, by: User, at: datetime
) -> FacilityLoad:
    """Every row through its own command and permission, in one transaction.

    Raises NotLoaded with what loading would do, when anything is refused or that is not what
    `shown` says (Annex 11 §4.8: what is migrated is not altered in value or meaning).
    """
    papers = {one.name: one for one in upload.papers}
    doing = Doing(by, at, one_line(reason), papers, dict(upload.texts))
    outcome = carry_out(upload, doing)
    blockers = list(_blockers(outcome, shown))
    if blockers:
        raise NotLoaded(outcome, blockers)
    counts = Counter(line.action for line in outcome.lines)
    load = FacilityLoad.objects.create(
        reason=one_line(reason), shown=shown, made=counts[Action.NEW], loaded_at=at, loaded_by=by,
        changed=counts[Action.CHANGED], same=counts[Action.SAME],
    )  # fmt: skip
    files = [_kept(load, one) for one in upload.tables]
    files += [_of(load, one) for one in papers.values()]
    told = [{"name": one.name, "sha256": one.sha256} for one in files]
    counted = {"made": load.made, "changed": load.changed, "same": load.same}
    say("facility.loaded", about=load, reason=reason, details={"files": told, **counted})
    return load


def _blockers(outcome: Outcome, shown: str) -> Iterator[Blocker]:
    for fault in outcome.faults:
        yield Blocker(fault.code, str(fault), field="files")
    if outcome.faults:
        return
    if not outcome.does:
        yield Blocker(
            "NOTHING_NEW",
            _("Everything in these files is here already."),
            clears=_("Nothing is left to load."),
        )
    elif outcome.digest != shown:
        yield Blocker(
            "CHANGED_SINCE_SHOWN",
            _("What loading would do now is not what you were shown."),
            clears=_("Look at it as it is now, and load it then."),
        )


def _kept(load: FacilityLoad, table: Table) -> LoadedFile:
    """The table itself stays, unless people stand in it: nothing is erased from the store."""
    sheets, _faults = read_table(table.name, table.text)
    stored = None
    if not any(SUBJECTS[sheet.subject].is_personal for sheet in sheets):
        stored = StoredFile.objects.create(
            name=table.name, media_type="text/plain", sha256=keep(table.content, UPLOADS),
            size=len(table.content),
        )  # fmt: skip
    return LoadedFile.objects.create(load=load, name=table.name, sha256=table.sha256, file=stored)


def _of(load: FacilityLoad, paper: Received) -> LoadedFile:
    stored = StoredFile.objects.create(
        name=paper.name, media_type=paper.media_type, sha256=paper.sha256, size=paper.size
    )
    return LoadedFile.objects.create(load=load, name=paper.name, sha256=paper.sha256, file=stored)
