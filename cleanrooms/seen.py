"""Which rooms and devices a person sees, and where."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from cleanrooms.models import Equipment, Room
from people.models import User


def visible_rooms(user: User) -> QuerySet[Room]:
    return Room.objects.all() if user.is_of_facility else Room.objects.none()


def visible_equipment(user: User) -> QuerySet[Equipment]:
    return Equipment.objects.visible_to(user).select_related("room")


def equipment_page(one: Equipment) -> str:
    return reverse("equipment", args=[one.code])
