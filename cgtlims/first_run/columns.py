"""The columns of a subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cgtlims.first_run.kinds import Kind


@dataclass(frozen=True)
class Column:
    """`fixed` is never changed once it is there; `each` differs between the rows of one record."""

    name: str
    kind: Kind
    meaning: str | Promise
    example: str = ""
    required: bool = False
    fixed: bool = False
    each: bool = False

    @property
    def accepted(self) -> str:
        """In words, for the schema and the templates."""
        words: dict[str, Any] = self.kind.words
        return _(self.kind.accepted) % words if words else _(self.kind.accepted)

    @property
    def what(self) -> str:
        """The same under a heading that says “Accepted” already."""
        text = self.accepted.removeprefix(_("Accepted: "))
        return text[:1].upper() + text[1:]
