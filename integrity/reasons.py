"""Why a record is changed: part of the change (Annex 11 §9)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker
from integrity.texts import one_line

MOST = 500


def reason_blockers(reason: str) -> Iterator[Blocker]:
    """1 to 500 characters on one line. Asked by every command whose `reason` has no default."""
    text = one_line(reason)
    if not text or len(text) > MOST or not text.isprintable():
        yield Blocker(
            "REASON_NEEDED",
            _("A reason is needed.") if not text else _("This reason cannot be kept."),
            clears=_("Accepted: 1 to %(most)s characters that can be printed.") % {"most": MOST},
            field="reason",
        )
