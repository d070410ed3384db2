"""What may be found of stock: lots, containers, materials, holds and recalls."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from materials.models import Container, Hold, Lot, Material, Order, Product, Recall
from materials.models.lot import TEXTS as OF_LOTS
from materials.models.material import TEXTS as OF_MATERIALS
from materials.models.product import TEXTS as OF_PRODUCTS
from people.finding.kinds import Findable, Found
from people.models import User
from people.permissions import Permission

HOLD = re.compile(r"HLD-0*([0-9]{1,9})", re.IGNORECASE)
RECALL = re.compile(r"RCL-0*([0-9]{1,9})", re.IGNORECASE)


def visible_lots(user: User) -> QuerySet[Lot]:
    lots = Lot.objects.select_related("material", "product")
    return lots.visible_to(user) if user.may(Permission.VIEW_MATERIALS) else lots.none()


def visible_containers(user: User) -> QuerySet[Container]:
    found = Container.objects.select_related("lot__material", "lot__product")
    return found.visible_to(user) if user.may(Permission.VIEW_MATERIALS) else found.none()


def visible_products(user: User) -> QuerySet[Product]:
    found = Product.objects.all()
    return found.visible_to(user) if user.may(Permission.VIEW_MATERIALS) else found.none()


def visible_orders(user: User) -> QuerySet[Order]:
    may = user.is_of_facility and user.may(Permission.VIEW_MATERIALS)
    return Order.objects.select_related("supplier") if may else Order.objects.none()


def visible_materials(user: User) -> QuerySet[Material]:
    found = Material.objects.all()
    return found.visible_to(user) if user.may(Permission.VIEW_MATERIALS) else found.none()


def visible_holds(user: User) -> QuerySet[Hold]:
    may = user.is_of_facility and user.may(Permission.VIEW_MATERIALS)
    return Hold.objects.select_related("lot", "container") if may else Hold.objects.none()


def visible_recalls(user: User) -> QuerySet[Recall]:
    may = user.is_of_facility and user.may(Permission.RECALL)
    return Recall.objects.select_related("lot") if may else Recall.objects.none()


def lot_shown(lot: Lot) -> Found:
    return Found(
        lot.number, reverse("lot", args=[lot.number]), name=lot.what.name, line=lot.supplier_lot,
        sign=lot.sign, word=str(lot.get_status_display()),
    )  # fmt: skip


def container_shown(one: Container) -> Found:
    return Found(
        one.code, reverse("container", args=[one.code]), name=one.lot.what.name, line=one.place,
        sign=one.lot.sign, word=str(one.lot.get_status_display()),
    )  # fmt: skip


def material_shown(material: Material) -> Found:
    page = reverse("material", args=[material.code])
    kind = str(material.get_kind_display())
    return Found(material.code, page, name=material.name, line=kind)


def product_shown(product: Product) -> Found:
    page = reverse("product", args=[product.code])
    return Found(product.code, page, name=product.name, line=str(product.get_kind_display()))


def order_shown(order: Order) -> Found:
    closed = order.closed_at is not None
    return Found(
        order.number, reverse("order", args=[order.pk]), name=order.supplier.name,
        sign="neutral" if closed else "progress", word=str(_("Closed") if closed else _("Open")),
    )  # fmt: skip


def hold_shown(hold: Hold) -> Found:
    lifted = hold.lifted_at is not None
    return Found(
        str(hold), reverse("hold", args=[hold.number]), name=hold.on,
        sign="neutral" if lifted else "alert", word=str(_("Lifted") if lifted else _("Standing")),
    )  # fmt: skip


def recall_shown(recall: Recall) -> Found:
    return Found(str(recall), reverse("recall", args=[recall.number]), name=str(recall.lot))


def of_hold(code: str) -> Q:
    found = HOLD.fullmatch(code)
    return Q(number=int(found[1])) if found else Q(pk__in=[])


def of_recall(code: str) -> Q:
    found = RECALL.fullmatch(code)
    return Q(number=int(found[1])) if found else Q(pk__in=[])


KINDS = (
    Findable(
        "lot", _("Lots"), "box", visible_lots, lot_shown, texts=OF_LOTS, place=30,
        codes=("number", "supplier_lot", "donation_code", "donor_code"),
    ),
    Findable(
        "container", _("Containers"), "sample", visible_containers, container_shown,
        codes=("code",), place=31,
    ),
    Findable(
        "material", _("Materials"), "box", visible_materials, material_shown, codes=("code",),
        texts=OF_MATERIALS, place=32,
    ),
    Findable(
        "product", _("Products"), "box", visible_products, product_shown, codes=("code",),
        texts=OF_PRODUCTS, place=11,
    ),
    Findable(
        "order", _("Orders"), "order", visible_orders, order_shown, codes=("number",), place=35,
    ),
    Findable("hold", _("Holds"), "lock", visible_holds, hold_shown, named=of_hold, place=33),
    Findable(
        "recall", _("Recalls"), "flag", visible_recalls, recall_shown, named=of_recall, place=34
    ),
)  # fmt: skip
