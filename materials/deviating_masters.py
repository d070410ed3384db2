"""Deviations about products, materials, their sources and recalls, and what is filled in."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from materials.models import ApprovedSource, Material, Product, Recall
from materials.reach import MATERIAL, RECALL, SOURCE
from people.permissions import Permission
from quality.subjects import (
    Context,
    Field,
    Subject,
    contribute_codes,
    contribute_context,
    contribute_subject,
)

PRODUCT = Product._meta.label_lower


@contribute_codes("product")
def products() -> list[tuple[str, str]]:
    return list(Product.objects.order_by("code").values_list("code", "name"))


@contribute_subject(PRODUCT, Permission.VIEW_MATERIALS)
def product(key: UUID) -> Subject | None:
    one = Product.objects.filter(pk=key).first()
    if one is None:
        return None
    return Subject(PRODUCT, key, one.code, reverse("product", args=[one.code]), product=one.code)


@contribute_context(PRODUCT)
def context_of_product(key: UUID) -> Context:
    one = Product.objects.select_related("sponsor").get(pk=key)
    facts = ((_("Product"), one.name), (_("Sponsor"), one.sponsor.name))
    return Context(facts, (Field(_("Legal bases"), ", ".join(one.bases)),))


@contribute_subject(MATERIAL, Permission.VIEW_MATERIALS)
def material(key: UUID) -> Subject | None:
    one = Material.objects.filter(pk=key).first()
    return Subject(MATERIAL, key, one.code, reverse("material", args=[one.code])) if one else None


@contribute_context(MATERIAL)
def context_of_material(key: UUID) -> Context:
    """What holds for each lot of it."""
    one = Material.objects.get(pk=key)
    facts = ((_("Material"), one.name), (_("Kind"), str(one.get_kind_display())))
    return Context(facts, (Field(_("Specification"), one.specification),))


@contribute_subject(SOURCE, Permission.VIEW_MATERIALS)
def source(key: UUID) -> Subject | None:
    """Shown on the page of its material."""
    one = ApprovedSource.objects.select_related("material", "supplier").filter(pk=key).first()
    page = reverse("material", args=[one.material.code]) if one else ""
    return Subject(SOURCE, key, str(one), page) if one else None


@contribute_context(SOURCE)
def context_of_source(key: UUID) -> Context:
    """Who delivers what, and its days as the one field."""
    one = ApprovedSource.objects.select_related("material", "supplier").get(pk=key)
    until = date_format(one.valid_until, "j M Y") if one.valid_until else _("for good")
    days = f"{date_format(one.valid_from, 'j M Y')} – {until}"
    facts = (
        (_("Supplier"), one.supplier.name),
        (_("Material"), f"{one.material.code} {one.material.name}"),
        (_("Their number"), one.their_code),
    )
    return Context(facts, (Field(_("Validity"), one.withdrawn_reason or days),))


@contribute_subject(RECALL, Permission.RECALL)
def recall(key: UUID) -> Subject | None:
    one = Recall.objects.select_related("lot__product").filter(pk=key).first()
    if one is None:
        return None
    product = one.lot.product.code if one.lot.product else ""
    page = reverse("recall", args=[one.number])
    return Subject(RECALL, key, str(one), page, product=product)


@contribute_context(RECALL)
def context_of_recall(key: UUID) -> Context:
    """The lot and the reason; what was found and how long it took as fields."""
    one = Recall.objects.select_related("lot", "begun_by").get(pk=key)
    by, at = one.begun_by.display_name, one.begun_at
    fields = (
        Field(_("Found"), str(len(one.found)), by=by, at=at),
        Field(_("Took"), one.took or _("still running"), by=by, at=at),
    )
    return Context(((_("Lot"), one.lot.number), (_("Reason"), one.reason)), fields, one.begun_at)
