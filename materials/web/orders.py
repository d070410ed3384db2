"""Orders: the list, one of them, a new one, closing one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from materials.commands.orders import close_order, field_of, order_material
from materials.models import ApprovedSource, Order, OrderLine
from materials.web.order_forms import OrderForm, SupplierForm
from people.models import Organisation, User
from people.models.qualification import day_of
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.forms import ReasonForm
from people.web.needs import needs, signed_in
from quality.models import Deviation

ROWS = 50


@require_safe
@needs(Permission.VIEW_MATERIALS)
@facility_people_only
def order_list(request: HttpRequest) -> HttpResponse:
    """What is on its way, or all with `?show=all`; the newest first."""
    everything = request.GET.get("show") == "all"
    orders = Order.objects.all() if everything else Order.objects.open()
    rows = orders.select_related("supplier", "product__sponsor", "ordered_by")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    lines = lines_of(page.object_list)
    context = {
        "page": page, "rows": [(one, lines[one.pk]) for one in page], "everything": everything,
        "may_manage": signed_in(request).may(Permission.MANAGE_MATERIALS),
        "today": day_of(timezone.now()), "tab": "orders",
    }  # fmt: skip
    return render(request, "materials/order_list.html", context)


@require_safe
@needs(Permission.VIEW_MATERIALS)
@facility_people_only
def order_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An order with its lines: what was ordered, what came, what is to come."""
    found = Order.objects.select_related("supplier", "product__sponsor", "ordered_by", "closed_by")
    order, user = get_object_or_404(found, pk=pk), signed_in(request)
    lines = lines_of([order])[order.pk]
    context = {
        "order": order,
        "lines": lines,
        "is_short": order.closed_at is not None and any(line.outstanding for line in lines),
        "lots": order.lots.select_related("material").order_by("entered_at"),
        "deviations": Deviation.objects.filter(subject_id=order.pk).order_by("number")
        if user.may(Permission.VIEW_QUALITY) else [],
        "may_manage": user.may(Permission.MANAGE_MATERIALS),
        "may_receive": user.may(Permission.RECEIVE_MATERIAL), "today": day_of(timezone.now()),
    }  # fmt: skip
    return render(request, "materials/order.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_MATERIALS)
@facility_people_only
def order_new(request: HttpRequest) -> HttpResponse:
    """First the supplier, unless `?material=CODE` has only one; then how much of its materials."""
    sources = ApprovedSource.objects.valid(timezone.now()).select_related("material", "supplier")
    asked = request.GET.get("material", "")
    if asked:
        delivering = sources.filter(material__code__iexact=asked).values("supplier")
        sources = sources.filter(supplier__in=delivering)
    suppliers = Organisation.objects.filter(pk__in=sources.values("supplier")).order_by("name")
    chosen = suppliers.filter(code=request.GET.get("supplier", "")).first()
    if chosen is None and suppliers.count() == 1:
        chosen = suppliers.first()
    if chosen is None:
        form = SupplierForm(suppliers, initial={"material": asked})
        context = {"form": form, "suppliers": suppliers, "material": asked}
        return render(request, "materials/order_supplier.html", context)
    return deed_page(request, ordering(chosen, list(sources.filter(supplier=chosen)), asked))


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_MATERIALS)
@facility_people_only
def order_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nothing more of the order is to come."""
    order = get_object_or_404(Order, pk=pk)
    page = reverse("order", args=[order.pk])

    def act(typed: dict[str, Any], by: User, at: datetime) -> Order:
        return close_order.once(
            typed["command_id"], order=order, reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=Permission.MANAGE_MATERIALS, title=_("Close the order"), button=_("Close it"),
        form=ReasonForm, act=act, back=page, done=_("The order is closed."), ends=True,
        note=_("Nothing more of %(order)s is to come.") % {"order": order},
        parents=((_("Orders"), reverse("order-list")), (order.number, page)),
    )  # fmt: skip
    return deed_page(request, deed)


def ordering(supplier: Organisation, sources: list[ApprovedSource], asked: str) -> Deed:
    """The page with a line for each material that the supplier may deliver; the asked one first."""
    sources.sort(key=lambda one: (one.material.code.lower() != asked.lower(), one.material.code))

    def act(typed: dict[str, Any], by: User, at: datetime) -> Order:
        lines = [(one, typed[field_of(one)]) for one in sources if typed[field_of(one)] is not None]
        (source, quantity), *others = lines
        return order_material.once(
            typed["command_id"], source=source, quantity=quantity, others=others,
            number=typed["number"], product=typed["product"], expected_on=typed["expected_on"],
            by=by, at=at,
        )  # fmt: skip

    return Deed(
        permission=Permission.MANAGE_MATERIALS, title=_("New order"), button=_("Order it"),
        form=OrderForm, act=act, back=lambda order: reverse("order", args=[order.pk]),
        done=_("It is ordered."), given={"sources": sources},
        note=_("At %(supplier)s; what stays empty is not ordered.") % {"supplier": supplier.name},
        parents=((_("Orders"), reverse("order-list")),),
    )  # fmt: skip


def lines_of(orders: Any) -> dict[UUID, list[OrderLine]]:
    """The lines of each, with what came of them."""
    found: dict[UUID, list[OrderLine]] = {order.pk: [] for order in orders}
    lines = OrderLine.objects.with_received().filter(order__in=list(found))
    for line in lines.select_related("source__material").order_by("source__material__code"):
        found[line.order_id].append(line)
    return found
