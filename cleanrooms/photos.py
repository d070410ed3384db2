"""Photos at the lines of a clearance: taken until somebody signs it, and part of what is signed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from cleanrooms.gates.clearing import signed_blockers
from cleanrooms.models import ClearanceLine
from documents.attaching import Subject, contribute_files
from documents.models import Attachment
from integrity.refusals import Blocker
from people.models import User

KIND = ClearanceLine._meta.label_lower


def with_photos(lines: list[ClearanceLine]) -> list[tuple[ClearanceLine, list[Attachment]]]:
    found = Attachment.objects.of_many(KIND, [one.pk for one in lines])
    return [(one, found.get(one.pk, [])) for one in lines]


def visible_lines(user: User) -> QuerySet[ClearanceLine]:
    found = ClearanceLine.objects.select_related("use__room")
    return found if user.is_of_facility else found.none()


def line_page(line: ClearanceLine) -> str:
    return f"{reverse('use', args=[line.use_id])}#line-{line.position}"


def photo_blockers(line: ClearanceLine) -> Iterator[Blocker]:
    yield from signed_blockers(line.use)


def held(line: ClearanceLine) -> ClearanceLine:
    """Nobody signs the clearance while a photo comes in."""
    line.use = line.use.lock()
    return line


contribute_files(
    ClearanceLine, Subject(visible_lines, line_page, blockers=photo_blockers, held=held)
)
