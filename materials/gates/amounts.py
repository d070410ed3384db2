"""An amount is above zero, and whole when things are counted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker
from measures.units import Unit

MOST_DIGITS, MOST_PLACES = 20, 9


def amount_blockers(quantity: Decimal, unit: Unit, *, field: str = "quantity") -> Iterator[Blocker]:
    if not quantity.is_finite() or quantity <= 0:
        yield Blocker(
            "NOT_POSITIVE", _("This must be more than nothing."),
            clears=_("Accepted: a number above 0."), field=field,
        )  # fmt: skip
    elif len(quantity.as_tuple().digits) > MOST_DIGITS or abs(quantity.adjusted()) > MOST_PLACES:
        yield Blocker(
            "OUT_OF_RANGE", _("%(quantity)s is too small, too large or too long.")
            % {"quantity": quantity},
            clears=_("Accepted: up to 20 digits, below 10 thousand million."), field=field,
        )  # fmt: skip
    elif unit.is_counted and quantity != quantity.to_integral_value():
        yield Blocker(
            "NOT_WHOLE", _("%(things)s are counted in whole numbers.") % {"things": unit.symbol},
            clears=_("Accepted: 1, 2, 3 …"), field=field,
        )  # fmt: skip
