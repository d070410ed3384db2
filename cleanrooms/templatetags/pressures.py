"""A pressure difference as it is read: +15, −10."""

from __future__ import annotations

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def signed(value: Decimal) -> str:
    """With its sign; a real minus, so that it is read out as one."""
    return f"{value:+f}".replace("-", "−")
