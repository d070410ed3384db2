"""Which part of the trail: the same questions on the page and for an export of it."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from integrity.trail.differences import models_by_table
from integrity.trail.doers import doers
from integrity.trail.questions import Filters


class DayField(forms.DateField):
    """A day, as the browser's own calendar gives it in every language."""

    def __init__(self, **options: Any) -> None:
        form = "%Y-%m-%d"
        widget = forms.DateInput({"type": "date"}, format=form)
        wrong = {"invalid": _("This is no day. Accepted: a day as 2026-11-02.")}
        super().__init__(
            input_formats=[form], required=False, widget=widget, error_messages=wrong, **options
        )


class FilterForm(forms.Form):
    """All fields may be left empty; days are the facility's, both included."""

    person = forms.ChoiceField(label=_("Person"), required=False)
    deed = forms.CharField(label=_("What was done"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    words = forms.CharField(label=_("Words in name or reason"), required=False, max_length=200)
    since = DayField(label=_("From"))
    until = DayField(label=_("To"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.models = {model._meta.label_lower: model for model in models_by_table().values()}
        kinds = sorted((capfirst(str(m._meta.verbose_name)), key) for key, m in self.models.items())
        people = [(str(key), name) for key, name in doers()]
        self._offer("person", [("", _("Anybody")), *people])
        self._offer("kind", [("", _("Any kind")), *((key, name) for name, key in kinds)])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("This is before the first day. Accepted: that day or later."))
        return given

    @property
    def filters(self) -> Filters:
        given = self.cleaned_data
        return Filters(
            actor=uuid.UUID(given["person"]) if given["person"] else None,
            deed=given["deed"],
            kind=self.models.get(given["kind"]),
            words=given["words"],
            since=begin_of(given["since"]) if given["since"] else None,
            until=begin_of(given["until"] + timedelta(days=1)) if given["until"] else None,
        )

    @property
    def given(self) -> dict[str, str]:
        """What was asked for, as it is sent again and written down."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


def begin_of(day: date) -> datetime:
    """The first moment of a day of the facility."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
