"""Texts that a command is given, before PostgreSQL would fail on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker, Text


def one_line(text: str) -> str:
    """Without blanks around it, and one blank where there were more."""
    return " ".join(text.split())


def text_blockers(model: type[Model], /, **texts: str) -> Iterator[Blocker]:
    """A text has at least one character, at most as many as its column, and all can be printed."""
    for field, text in texts.items():
        most: int = cast(Any, model._meta.get_field(field)).max_length
        accepted = _("Accepted: 1 to %(most)s characters.") % {"most": most}
        if fault := _fault(text, most):
            code, message = fault
            yield Blocker(code, message, clears=accepted, field=field)


def _fault(text: str, most: int) -> tuple[str, Text] | None:
    if not text.strip():
        return "REQUIRED", _("A value is needed.")
    if len(text) > most:
        return "LENGTH", _("This has %(length)s characters.") % {"length": len(text)}
    if not text.isprintable():
        return "NOT_PRINTABLE", _("This has characters that cannot be printed.")
    return None
