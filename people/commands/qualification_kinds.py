"""Which qualifications there are to show: how long each holds, and when its end is warned of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import QualificationKind
from people.permissions import Permission

CODE = re.compile(r"[a-z0-9-]{1,40}")


@command(permission=Permission.MANAGE_PEOPLE)
def define_qualification(
    *, code: str, title: str, months: int | None, warning_days: int, by: Actor, at: datetime
) -> QualificationKind:
    """Makes a kind of qualification: how long it holds, and when its end is warned of."""
    kind = QualificationKind(
        code=code.strip(), title=one_line(title), months=months, warning_days=warning_days
    )
    refuse_if(_kind_blockers(kind))
    used = refuse(
        "CODE_USED",
        _("There is a qualification %(code)s already.") % {"code": kind.code},
        clears=_("Give a code of its own."),
        field="code",
    )
    with unique(used):
        kind.save(force_insert=True)
    say("qualification.defined", about=kind, details={"months": months or 0})
    return kind


@command(permission=Permission.MANAGE_PEOPLE)
def alter_qualification(
    *, kind: QualificationKind, title: str, months: int | None, warning_days: int, reason: str,
    by: Actor, at: datetime,
) -> QualificationKind:  # fmt: skip
    """Changes what its kind says, with the reason; what was recorded before expires as it said."""
    kind = kind.lock()
    kind.title, kind.months, kind.warning_days = one_line(title), months, warning_days
    refuse_if(_kind_blockers(kind))
    kind.store()
    details = {"months": months or 0, "warning_days": warning_days}
    say("qualification.altered", about=kind, reason=reason, details=details)
    return kind


def _kind_blockers(kind: QualificationKind) -> Iterator[Blocker]:
    if not CODE.fullmatch(kind.code):
        yield Blocker(
            "BAD_CODE",
            _("“%(code)s” is not a qualification's code.") % {"code": kind.code},
            clears=_("Accepted: 1 to 40 small letters, digits and dashes."),
            field="code",
        )
    yield from text_blockers(QualificationKind, title=kind.title)
    if kind.months is not None and not 1 <= kind.months <= 120:
        yield Blocker(
            "BAD_MONTHS",
            _("It cannot hold for %(months)s months.") % {"months": kind.months},
            clears=_("Accepted: 1 to 120 months, or nothing for one that does not expire."),
            field="months",
        )
    if not 0 <= kind.warning_days <= 365:
        yield Blocker(
            "BAD_DAYS",
            _("A warning %(days)s days before is not possible.") % {"days": kind.warning_days},
            clears=_("Accepted: 0 to 365 days."),
            field="warning_days",
        )
