"""Columns for measured values."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ExactDecimalField(models.Field):  # type: ignore[type-arg]
    """A decimal kept with the decimals it was stated with: 98.0 stays 98.0, never 98 or 98.0000.

    PostgreSQL's unconstrained numeric keeps the scale; floats, NaN and infinity are refused.
    """

    def db_type(self, connection: Any) -> str:
        return "numeric"

    def get_prep_value(self, value: Any) -> Decimal | None:
        return self.to_python(super().get_prep_value(value))

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            number = value
        elif isinstance(value, float):
            raise ValidationError(_("A float is not exact; give a decimal."), code="float")
        else:
            try:
                number = Decimal(value)
            except InvalidOperation as error:
                raise ValidationError(
                    _("“%(value)s” is not a decimal.") % {"value": value}
                ) from error
        if number is not None and not number.is_finite():
            raise ValidationError(_("NaN and infinity are not accepted."), code="not_finite")
        return number
