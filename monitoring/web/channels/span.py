"""Which stretch of time a chart shows: a day, a week, … up to a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django import forms
from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.web.forms import moment


class Length(TextChoices):
    HOURS = "hours", _("8 hours")
    DAY = "day", _("Day")
    WEEK = "week", _("Week")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")

    @property
    def delta(self) -> timedelta:
        return LENGTHS[self]


LENGTHS: dict[str, timedelta] = {
    Length.HOURS: timedelta(hours=8), Length.DAY: timedelta(days=1),
    Length.WEEK: timedelta(days=7), Length.MONTH: timedelta(days=30),
    Length.QUARTER: timedelta(days=91), Length.YEAR: timedelta(days=365),
}  # fmt: skip


class SpanForm(forms.Form):
    """What is not understood is the newest day."""

    length = forms.ChoiceField(choices=Length.choices, required=False)
    until = moment(_("Until"), "", required=False)


@dataclass(frozen=True)
class Shown:
    """A length up to `until`; `is_now` when nobody asked for a moment."""

    length: Length
    until: datetime
    is_now: bool

    @property
    def since(self) -> datetime:
        return self.until - self.length.delta

    def address(self, *, length: str = "", until: datetime | None = None) -> str:
        """The query of another stretch; of the newest one without a moment."""
        asked = {"length": length or self.length.value}
        ends = until or (None if self.is_now else self.until)
        if ends is not None:
            asked["until"] = timezone.localtime(ends).strftime("%Y-%m-%dT%H:%M")
        return "?" + urlencode(asked)

    @property
    def here(self) -> str:
        return self.address()

    @property
    def newest(self) -> str:
        return "?" + urlencode({"length": self.length.value})

    @property
    def earlier(self) -> str:
        return self.address(until=self.since)

    @property
    def later(self) -> str:
        return "" if self.is_now else self.address(until=self.until + self.length.delta)

    @property
    def lengths(self) -> list[tuple[Length, str, bool]]:
        return [(one, self.address(length=one), one == self.length) for one in Length]


def shown_by(request: HttpRequest, now: datetime) -> Shown:
    form = SpanForm(request.GET)
    form.is_valid()
    until = form.cleaned_data.get("until")
    length = Length(form.cleaned_data.get("length") or Length.DAY)
    if until is None or until >= now:
        return Shown(length, now, True)
    return Shown(length, until, False)


def closer(request: HttpRequest, shown: Shown) -> tuple[datetime, datetime]:
    """The part of what is shown that `?from=` and `?to=` ask for, in seconds since 1970."""
    first, last = (_second(request.GET.get(name, "")) for name in ("from", "to"))
    if first is None or last is None or not shown.since <= first < last:
        return shown.since, shown.until
    return first, min(last, shown.until)


def _second(text: str) -> datetime | None:
    known = text.isascii() and text.isdecimal() and len(text) <= 11
    return datetime.fromtimestamp(int(text), UTC) if known else None


def around(page: str, at: datetime) -> str:
    """The address of the page with the day in whose middle that moment is."""
    ends = timezone.localtime(at + LENGTHS[Length.DAY] / 2)
    return f"{page}?{urlencode({'length': Length.DAY.value, 'until': f'{ends:%Y-%m-%dT%H:%M}'})}"
