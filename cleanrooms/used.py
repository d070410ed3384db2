"""What may be raised about a use, a cleaning or a stay, and which of them have files."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from cleanrooms.models import Cleaning, RoomUse
from documents.attaching import Subject as HasFiles
from documents.attaching import contribute_files
from people.models import User
from people.permissions import Permission
from quality.subjects import Subject, contribute_subject


def visible_uses(user: User) -> QuerySet[RoomUse]:
    found = RoomUse.objects.select_related("room")
    return found if user.is_of_facility else found.none()


def visible_cleanings(user: User) -> QuerySet[Cleaning]:
    found = Cleaning.objects.select_related("room")
    return found if user.is_of_facility else found.none()


def use_page(use: RoomUse) -> str:
    return reverse("use", args=[use.pk])


def cleaning_page(cleaning: Cleaning) -> str:
    return reverse("cleaning", args=[cleaning.pk])


@contribute_subject(RoomUse._meta.label_lower, Permission.RAISE_DEVIATION)
def use_of_deviation(key: UUID) -> Subject | None:
    use = RoomUse.objects.select_related("room").filter(pk=key).first()
    if use is None:
        return None
    return Subject(RoomUse._meta.label_lower, key, str(use), use_page(use), room=use.room.code)


@contribute_subject(Cleaning._meta.label_lower, Permission.RAISE_DEVIATION)
def cleaning_of_deviation(key: UUID) -> Subject | None:
    cleaning = Cleaning.objects.select_related("room").filter(pk=key).first()
    if cleaning is None:
        return None
    return Subject(
        Cleaning._meta.label_lower, key, str(cleaning), cleaning_page(cleaning),
        room=cleaning.room.code,
    )  # fmt: skip


contribute_files(RoomUse, HasFiles(visible_uses, use_page))
contribute_files(Cleaning, HasFiles(visible_cleanings, cleaning_page))
