"""Products: the list, one of them, a new one, altering one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from materials.commands.products import alter_product, register_product
from materials.models import AtmpKind, Containment, LegalBasis, Lot, Product
from materials.queries import in_stock
from materials.web.fetch import fetch_product
from materials.web.material_forms import AlterProductForm, ProductForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.needs import needs, signed_in

ROWS = 50
LOTS = 20


@require_safe
@needs(Permission.VIEW_MATERIALS)
def product_list(request: HttpRequest) -> HttpResponse:
    """All that this person may see, by code."""
    user = signed_in(request)
    products = Product.objects.visible_to(user).select_related("sponsor")
    context = {
        "page": Paginator(products, ROWS).get_page(request.GET.get("page")),
        "may_manage": user.may(Permission.MANAGE_PRODUCTS),
        "tab": "products",
    }
    return render(request, "materials/product_list.html", context)


@require_safe
@needs(Permission.VIEW_MATERIALS)
def product_page(request: HttpRequest, code: str) -> HttpResponse:
    """One product, with the newest lots of it."""
    product, user = fetch_product(request, code), signed_in(request)
    lots = in_stock(Lot.objects.visible_to(user).filter(product=product), timezone.now())
    context = {
        "product": product,
        "lots": lots.select_related("material", "product", "owner")[:LOTS],
        "may_manage": user.may(Permission.MANAGE_PRODUCTS),
    }
    return render(request, "materials/product.html", context)


@require_http_methods(["GET", "POST"])
def product_new(request: HttpRequest) -> HttpResponse:
    """Makes a sponsor's product known."""
    deed = Deed(
        permission=Permission.MANAGE_PRODUCTS, title=_("New product"), button=_("Register it"),
        form=ProductForm, act=register, back=reverse("product-list"),
        done=_("The product is registered."),
        parents=((_("Products"), reverse("product-list")),),
    )  # fmt: skip
    return deed_page(request, deed)


def register(typed: dict[str, Any], by: User, at: datetime) -> Product:
    return register_product.once(
        typed["command_id"], code=typed["code"], name=typed["name"], sponsor=typed["sponsor"],
        kind=AtmpKind(typed["kind"]), is_autologous=typed["is_autologous"] == "yes",
        legal_bases=[LegalBasis(one) for one in typed["legal_bases"]], vector=typed["vector"],
        containment=Containment(typed["containment"] or Containment.NONE), by=by, at=at,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_PRODUCTS)
def product_alter(request: HttpRequest, code: str) -> HttpResponse:
    """Changes all of it that may change."""
    product = fetch_product(request, code)
    page = reverse("product", args=[product.code])

    def act(typed: dict[str, Any], by: User, at: datetime) -> Product:
        return alter_product.once(
            typed["command_id"], product=product, name=typed["name"],
            kind=AtmpKind(typed["kind"]), reason=typed["reason"], by=by, at=at,
            legal_bases=[LegalBasis(one) for one in typed["legal_bases"]],
            vector=typed["vector"],
            containment=Containment(typed["containment"] or Containment.NONE),
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_PRODUCTS, title=_("Change the product"),
        button=_("Change the product"), form=AlterProductForm, act=act, back=page,
        done=_("The product is changed."), record=product, note=product.code,
        initial={
            "name": product.name, "kind": product.kind, "legal_bases": product.legal_bases,
            "vector": product.vector, "containment": product.containment,
        },
        parents=((_("Products"), reverse("product-list")), (product.code, page)),
    )  # fmt: skip
    return deed_page(request, deed)
