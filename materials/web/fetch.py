"""Fetching what is visible to this person, or 404."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from materials.models import Container, Lot, Material, Product
from people.web.needs import signed_in


def fetch_product(request: HttpRequest, code: str) -> Product:
    found = Product.objects.visible_to(signed_in(request)).select_related("sponsor")
    return get_object_or_404(found, code__iexact=code)


def fetch_material(request: HttpRequest, code: str) -> Material:
    return get_object_or_404(Material.objects.visible_to(signed_in(request)), code__iexact=code)


def fetch_lot(request: HttpRequest, number: str) -> Lot:
    """By its number; another sponsor's lot does not exist."""
    found = Lot.objects.visible_to(signed_in(request)).select_related(
        "material", "product__sponsor", "source__supplier", "order", "owner", "entered_by",
        "decided_by",
    )  # fmt: skip
    return get_object_or_404(found, number__iexact=number)


def fetch_container(request: HttpRequest, code: str) -> Container:
    found = Container.objects.visible_to(signed_in(request)).select_related(
        "lot__material", "lot__product", "lot__owner", "opened_by", "thawed_by"
    )
    return get_object_or_404(found, code__iexact=code)
