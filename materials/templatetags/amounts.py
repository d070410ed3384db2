"""A quantity as it is read: 1 bag, 2 bags, 12.5 mL."""

from __future__ import annotations

from decimal import Decimal

from django import template

from materials.amounts import amount_of
from measures.numbers import grouped
from measures.units import Unit

register = template.Library()


@register.filter("grouped")
def in_groups(number: Decimal | int) -> str:
    return grouped(Decimal(number))


@register.filter
def amount(value: Decimal, unit: Unit) -> str:
    return amount_of(value, unit)
