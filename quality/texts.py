"""Texts of several lines, before PostgreSQL would fail on them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker

MOST = 4000


def paragraphs(text: str) -> str:
    """Its lines without blanks behind them, and none empty at the begin or end."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def paragraph_blockers(*, optional: bool = False, **texts: str) -> Iterator[Blocker]:
    """A text has 1 to 4,000 characters that can be printed, on as many lines as it needs."""
    for field, text in texts.items():
        accepted = _("Accepted: 1 to %(most)s characters.") % {"most": MOST}
        if not text and not optional:
            yield Blocker("REQUIRED", _("A value is needed."), clears=accepted, field=field)
        elif len(text) > MOST:
            long = _("This has %(length)s characters.") % {"length": len(text)}
            yield Blocker("LENGTH", long, clears=accepted, field=field)
        elif not text.replace("\n", "").isprintable():
            strange = _("This has characters that cannot be printed.")
            yield Blocker("NOT_PRINTABLE", strange, clears=accepted, field=field)
