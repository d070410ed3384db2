"""Enrolling and revoking tablets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import Tablet, User
from people.models.tablet import hash_of
from people.permissions import Permission

CODE = re.compile(r"[A-Za-z0-9-]{1,20}")
KEY_BYTES = 32
LEAST, MOST = Decimal(2), Decimal(40)  # pixels of CSS a millimetre: a wall screen, a small phone


@command(permission=Permission.MANAGE_TABLETS)
def enrol_tablet(
    *, code: str, name: str, px_per_mm: Decimal, key: str, by: User, at: datetime
) -> Tablet:
    """Makes a device known by the key in its cookie, of which only the hash is kept."""
    tablet = Tablet(
        code=one_line(code), name=one_line(name), px_per_mm=px_per_mm, key_hash=hash_of(key),
        enrolled_at=at, enrolled_by=by,
    )  # fmt: skip
    refuse_if([*_tablet_blockers(tablet), *_key_blockers(key)])
    used = refuse(
        "TABLET_KNOWN",
        _("There is a tablet %(code)s already, or this device is enrolled under another code.")
        % {"code": tablet.code},
        clears=_("Give a code of its own; revoke the tablet first to enrol its device again."),
        field="code",
    )
    with unique(used):
        tablet.save(force_insert=True)
    say("tablet.enrolled", about=tablet, details={"px_per_mm": px_per_mm})
    return tablet


@command(permission=Permission.MANAGE_TABLETS)
def revoke_tablet(*, tablet: Tablet, reason: str, by: User, at: datetime) -> Tablet:
    """From now on the device is as unknown as any other; its code is not given again."""
    tablet = tablet.lock()
    if tablet.revoked_at:
        raise refuse("REVOKED_ALREADY", _("This tablet was revoked already."))
    tablet.revoked_at, tablet.revoked_by = at, by
    tablet.revoked_reason = one_line(reason)
    tablet.store()
    say("tablet.revoked", about=tablet, reason=tablet.revoked_reason)
    return tablet


def _tablet_blockers(tablet: Tablet) -> Iterator[Blocker]:
    if not CODE.fullmatch(tablet.code):
        yield Blocker(
            "BAD_CODE",
            _("“%(code)s” is not a tablet's code.") % {"code": tablet.code},
            clears=_("Accepted: 1 to 20 letters a to z, digits and dashes."),
            field="code",
        )
    yield from text_blockers(Tablet, name=tablet.name)
    if not LEAST <= tablet.px_per_mm <= MOST:
        yield Blocker(
            "BAD_SCALE",
            _("%(value)s pixels for a millimetre cannot be.") % {"value": tablet.px_per_mm},
            clears=_("Accepted: %(least)s to %(most)s.") % {"least": LEAST, "most": MOST},
            field="px_per_mm",
        )


def _key_blockers(key: str) -> Iterator[Blocker]:
    if len(key) < KEY_BYTES * 4 // 3:
        yield Blocker(
            "NO_KEY",
            _("This device has no key."),
            clears=_("Open the page of enrolment again on this device and allow cookies."),
        )
