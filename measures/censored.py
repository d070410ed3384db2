"""A result without a number: below, above, or not detected. It is never 0."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NoReturn

from measures.limits import Limits
from measures.numbers import finite, plain
from measures.problems import ValueProblem, gettext_noop


class Censoring(StrEnum):
    """Why there is no number: below quantification, above the range, or nothing detected."""

    BELOW = "BELOW"
    ABOVE = "ABOVE"
    NOT_DETECTED = "NOT_DETECTED"


@dataclass(frozen=True)
class Censored:
    """A result without a number: `< 0.5`, `> 2000`, `not detected`. It is never 0.

    `bound` is the limit of quantification, the end of the range, or the limit of detection,
    which alone may be missing. Whoever calculates with it or orders it gets ValueProblem.
    """

    kind: Censoring
    bound: Decimal | None = None

    def __post_init__(self) -> None:
        if self.bound is not None:
            finite(self.bound)
        elif self.kind is not Censoring.NOT_DETECTED:
            raise ValueProblem(
                "NO_BOUND",
                gettext_noop("A result below or above needs the number it is below or above."),
                gettext_noop("Accepted: < 0.5 or > 2000."),
            )

    @property
    def span(self) -> Limits:
        """Where the true value lies; all that is known of it."""
        if self.kind is Censoring.ABOVE:
            return Limits(lower=self.bound, lower_exclusive=True)
        return Limits(upper=self.bound, upper_exclusive=self.bound is not None)

    @property
    def text(self) -> str:
        """The words for it, a template for `params`, to be translated where it is shown."""
        if self.kind is Censoring.NOT_DETECTED and self.bound is not None:
            return gettext_noop("not detected (< %(bound)s)")
        return TEXT[self.kind]

    @property
    def params(self) -> dict[str, str]:
        return {} if self.bound is None else {"bound": plain(self.bound)}

    def __str__(self) -> str:
        return self.text % self.params

    def _refuse(self, *_others: object) -> NoReturn:
        raise ValueProblem(
            "CENSORED",
            gettext_noop("“%(value)s” is not a number and cannot be calculated with."),
            gettext_noop("Accepted: results with a number; judge this one against limits."),
            value=str(self),
        )

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _refuse
    __divmod__ = __rdivmod__ = __pow__ = __rpow__ = _refuse
    __neg__ = __pos__ = __abs__ = __round__ = __int__ = __float__ = as_integer_ratio = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = _refuse


TEXT = {
    Censoring.BELOW: "< %(bound)s",
    Censoring.ABOVE: "> %(bound)s",
    Censoring.NOT_DETECTED: gettext_noop("not detected"),
}
