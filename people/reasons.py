"""A reason is asked for wherever something known of people is changed or ended."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker
from integrity.texts import one_line

MOST = 500


def reason_blockers(reason: str, field: str = "reason") -> Iterator[Blocker]:
    """One line of 1 to 500 characters."""
    text = one_line(reason)
    if not text or len(text) > MOST or not text.isprintable():
        yield Blocker(
            "REASON_NEEDED",
            _("A reason is needed.") if not text else _("This reason cannot be kept."),
            clears=_("Accepted: 1 to %(most)s characters that can be printed.") % {"most": MOST},
            field=field,
        )
