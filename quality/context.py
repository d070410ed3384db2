"""What stood in a record and its field, as pairs of name and value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quality.subjects import Context, Field


def told(context: Context, field: str = "") -> list[list[str]]:
    """The facts of the record, then those of the field."""
    found = context.field(field)
    return [*(list(fact) for fact in context.facts), *(of_field(found) if found else ())]


def of_field(field: Field) -> Iterator[list[str]]:
    yield [field.name, field.value or _("nothing recorded")]
    if field.required:
        yield [_("Required"), field.required]
    if field.judged:
        yield [_("Verdict"), field.judged]
    if field.by and field.at:
        yield [_("Recorded"), f"{field.by}, {when(field.at)}"]


def in_a_line(field: Field) -> str:
    """As a choice among the fields of a record."""
    required = _("required %(what)s") % {"what": field.required} if field.required else ""
    said = ", ".join(filter(None, (field.value, required, field.judged)))
    return f"{field.name}: {said}" if said else field.name


def when(at: datetime) -> str:
    """A moment in the zone of the facility."""
    return date_format(timezone.localtime(at, timezone.get_default_timezone()), "j M Y H:i T")
