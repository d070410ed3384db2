from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Lower

from integrity.models import Record, paired
from integrity.models.fields import ExactDecimalField
from materials.models.material import ApprovedSource
from materials.models.product import Product
from measures.units import Unit
from people.models import Organisation

ZERO = Decimal(0)


class Orders(models.QuerySet["Order"]):
    def open(self) -> Orders:
        """Those of which something is still to come."""
        return self.filter(closed_at__isnull=True)


class Order(Record):
    """A purchase order at one supplier, of one line or more; work for a sponsor names the product.

    It is closed when all of it came, or when nothing more is to come. `expected_on` is the day on
    which the supplier said that all of it would be here.
    """

    number = models.CharField(max_length=40)
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="orders")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="orders", null=True)
    expected_on = models.DateField(null=True)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    closed_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Orders] = Orders.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-ordered_at",)
        constraints = (
            paired("ordered"),
            paired("closed"),
            models.UniqueConstraint(Lower("number"), name="materials_order_number_once"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def is_complete(self) -> bool:
        """True when of every line as much came as was ordered, or more."""
        return not any(line.outstanding for line in OrderLine.objects.of(self))


class OrderLines(models.QuerySet["OrderLine"]):
    def of(self, order: Order) -> OrderLines:
        return self.with_received().filter(order=order)

    def with_received(self) -> OrderLines:
        """With how much of each came so far."""
        lots = self.model._meta.apps.get_model("materials.Lot")._default_manager
        came = lots.filter(order=OuterRef("order"), source=OuterRef("source")).order_by()
        of_it = came.values("order").annotate(all=Sum("quantity")).values("all")
        return self.annotate(
            received=Coalesce(Subquery(of_it), ZERO, output_field=ExactDecimalField())
        )


class OrderLine(Record):
    """So much of a material from one of its approved sources, once in an order."""

    part_of = "order"

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    source = models.ForeignKey(ApprovedSource, on_delete=models.PROTECT, related_name="lines")
    quantity = ExactDecimalField()

    objects: ClassVar[OrderLines] = OrderLines.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("order", "source__material__code", "id")
        constraints = (
            models.UniqueConstraint(fields=["order", "source"], name="materials_order_line_once"),
            models.CheckConstraint(
                name="materials_order_of_something", condition=Q(quantity__gt=ZERO)
            ),
        )

    def __str__(self) -> str:
        return f"{self.order} {self.source.material}"

    @property
    def unit(self) -> Unit:
        return self.source.material.measured_in

    @property
    def came(self) -> Decimal:
        """How much of it came so far."""
        known: Decimal | None = getattr(self, "received", None)
        if known is None:
            lots = self.order.lots.filter(source=self.source_id)
            known = lots.aggregate(all=Sum("quantity"))["all"]
        return known or ZERO

    @property
    def outstanding(self) -> Decimal:
        """How much is still to come."""
        left: Decimal = max(self.quantity - self.came, ZERO)
        return left
