"""A room or a device, as addresses name it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.urls.converters import StringConverter
from django.utils.translation import gettext_lazy as _

from cleanrooms.due import status_page
from cleanrooms.models import Equipment, Evidence, Room
from cleanrooms.status_contributions import visible_evidence
from people.web.needs import signed_in


class Of(StringConverter):
    regex = "(?:room|device)"


class Code(StringConverter):
    """Of a room or a device; without the one character that PostgreSQL cannot hold."""

    regex = r"[^/\x00]{1,40}"


def fetch_subject(of: str, code: str) -> Room | Equipment:
    if of == "room":
        return get_object_or_404(Room.objects.select_related("state_by"), code__iexact=code)
    found = Equipment.objects.select_related("room", "out_of_service_by")
    return get_object_or_404(found, code__iexact=code)


def fetch_evidence(request: HttpRequest, pk: Any) -> Evidence:
    found = visible_evidence(signed_in(request)).select_related("released_by", "withdrawn_by")
    return get_object_or_404(found, pk=pk)


def place(subject: Room | Equipment) -> dict[str, str]:
    """What its addresses are made of."""
    return {"of": "room" if isinstance(subject, Room) else "device", "code": subject.code}


def own_page(subject: Room | Equipment) -> str:
    return reverse("room" if isinstance(subject, Room) else "equipment", args=[subject.code])


def parents(subject: Room | Equipment) -> tuple[tuple[Any, str], ...]:
    above: tuple[tuple[Any, str], ...] = ((_("Facility board"), reverse("board")),)
    if isinstance(subject, Equipment):
        above = (*above, (_("Equipment"), reverse("equipment-list")))
    own = (subject.code, own_page(subject))
    return (*above, own, (_("Status"), status_page(subject)))
