"""How rows name other records."""

from __future__ import annotations

from cgtlims.first_run.kinds import Reference
from cleanrooms.models import Equipment, Room, Zone
from materials.models import Material, Product
from people.models import Organisation, Role, User

Coded = Organisation | Role | Room | Equipment | Zone | Material | Product


def _codes(of: type[Coded]) -> list[str]:
    return list(of._default_manager.values_list("code", flat=True))


ORGANISATION = Reference(
    "organisations",
    lambda code: Organisation.objects.filter(code__iexact=code).first(),
    lambda: _codes(Organisation),
)
PERSON = Reference(
    "people",
    lambda name: User.objects.filter(username__iexact=name).first(),
    lambda: User.objects.values_list("username", flat=True),
)
ROLE = Reference(
    "roles of this facility",
    lambda code: Role.objects.filter(code__iexact=code).first(),
    lambda: _codes(Role),
)
ROOM = Reference(
    "rooms", lambda code: Room.objects.filter(code__iexact=code).first(), lambda: _codes(Room)
)
EQUIPMENT = Reference(
    "equipment",
    lambda code: Equipment.objects.filter(code__iexact=code).first(),
    lambda: _codes(Equipment),
)
ZONE = Reference(
    "zones", lambda code: Zone.objects.filter(code__iexact=code).first(), lambda: _codes(Zone)
)
MATERIAL = Reference(
    "materials",
    lambda code: Material.objects.filter(code__iexact=code).first(),
    lambda: _codes(Material),
)
PRODUCT = Reference(
    "products of this facility",
    lambda code: Product.objects.filter(code__iexact=code).first(),
    lambda: _codes(Product),
)
