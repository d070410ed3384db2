"""Line clearance: what is looked at, by whom, and the second person's check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.clearing import signed_blockers
from cleanrooms.models import Answer, Changeover, Checklist, ClearanceLine, RoomUse, UseState
from cleanrooms.room_states import told_late
from integrity.commands import command, say, sign
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.separation import separation_blockers
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from people.models import User
from people.permissions import Permission

MOST_LINES = 40


@command(permission=Permission.MANAGE_ROOMS)
def write_checklist(
    *, changeover: Changeover, lines: Sequence[str], by: User, at: datetime
) -> Checklist:
    """A new version of what is looked at; it holds once QA approves it."""
    said = [line for line in map(one_line, lines) if line]
    refuse_if(_of_lines(said))
    numbers = Checklist.objects.filter(changeover=changeover).aggregate(last=Max("number"))
    checklist = Checklist.objects.create(
        changeover=changeover, number=(numbers["last"] or 0) + 1, lines=said, written_at=at,
        written_by=by,
    )  # fmt: skip
    say("checklist.written", about=checklist, details={"lines": len(said)})
    return checklist


@command(permission=Permission.APPROVE_ROOM_USE, signed_as=Meaning.APPROVED)
def approve_checklist(
    *, checklist: Checklist, by: User, at: datetime, attested: Attestation[User]
) -> Checklist:
    """From now on uses are prepared with it; those that are prepared keep theirs."""
    checklist = checklist.lock()
    if checklist.approved_at is not None:
        raise refuse("APPROVED_ALREADY", _("%(one)s is approved.") % {"one": checklist})
    refuse_if(separation_blockers(checklist, by=by, meaning=Meaning.APPROVED))
    sign(checklist, attested)
    checklist.approved_at, checklist.approved_by = at, by
    checklist.store()
    say("checklist.approved", about=checklist)
    return checklist


@command(permission=Permission.USE_ROOM)
def answer_line(
    *, line: ClearanceLine, answer: Answer, by: User, at: datetime, note: str = "",
    happened_at: datetime | None = None,
) -> ClearanceLine:  # fmt: skip
    """What was found at one line; an answer other than done says why. Until somebody signs it."""
    use, moment, note = line.use.lock(), happened_at or at, one_line(note)
    line = line.lock()
    refuse_if(signed_blockers(use))
    if answer != Answer.DONE and not note:
        raise refuse(
            "NOTE_NEEDED", _("Say why “%(line)s” is not done.") % {"line": line.text},
            clears=_("What was found, in a few words."), field="note",
        )  # fmt: skip
    if note:
        refuse_if(text_blockers(ClearanceLine, note=note))
    line.answer, line.note, line.answered_at, line.answered_by = answer, note, moment, by
    line.store()
    told = {"room": use.room.code, "line": line.position, "answer": answer}
    say("clearance_line.answered", about=line, details={**told, **told_late(moment, at)})
    return line


@command(permission=Permission.USE_ROOM, signed_as=Meaning.PERFORMED)
def sign_clearance(*, use: RoomUse, by: User, at: datetime, attested: Attestation[User]) -> RoomUse:
    """Who looked signs that every line is answered, and none of them is wrong."""
    use = use.lock()
    refuse_if([*signed_blockers(use), *_unanswered(use)])
    sign(use, attested)
    use.cleared_at, use.cleared_by = at, by
    use.store()
    say("room_use.cleared", about=use, details={"room": use.room.code})
    return use


@command(permission=Permission.CHECK_ROOM, signed_as=Meaning.VERIFIED)
def check_clearance(
    *, use: RoomUse, by: User, at: datetime, attested: Attestation[User]
) -> RoomUse:
    """A second person looks at the room too and signs; then the use may begin."""
    use = use.lock()
    if use.state != UseState.PREPARED or use.cleared_at is None or use.checked_at is not None:
        raise refuse(
            "NOTHING_TO_CHECK", _("There is no clearance to check of %(use)s.") % {"use": use}
        )
    refuse_if(separation_blockers(use, by=by, meaning=Meaning.VERIFIED))
    sign(use, attested)
    use.checked_at, use.checked_by = at, by
    use.store()
    say("room_use.checked", about=use, details={"room": use.room.code})
    return use


def _of_lines(lines: list[str]) -> Iterator[Blocker]:
    if not 1 <= len(lines) <= MOST_LINES:
        yield Blocker(
            "NO_LINES", _("A checklist has 1 to %(most)s lines.") % {"most": MOST_LINES},
            clears=_("Write each line by itself."), field="lines",
        )  # fmt: skip
    for line in lines:
        for blocker in text_blockers(ClearanceLine, text=line):
            yield Blocker(blocker.code, f"“{line[:40]}”: {blocker.message}", field="lines")


def _unanswered(use: RoomUse) -> Iterator[Blocker]:
    lines = list(use.lines.all())
    if not lines or not all(line.answer for line in lines):
        yield Blocker(
            "NOT_ALL_ANSWERED", _("Not every line of the checklist is answered."),
            clears=_("Answer each; then sign."),
        )  # fmt: skip
    for line in lines:
        if line.answer == Answer.NOT_SO:
            yield Blocker(
                "LINE_NOT_SO", _("“%(line)s” is not so: %(note)s")
                % {"line": line.text, "note": line.note},
                clears=_("Put it right and answer the line again."),
            )  # fmt: skip
