"""Forms that call one command: shape here, rules in the command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django import forms
from django.http import QueryDict

from integrity.models.record import Record
from integrity.refusals import NotPermitted, Refused
from integrity.versions import Stale, as_seen

R = TypeVar("R", bound=Record)
D = TypeVar("D")


class TypedField(forms.CharField):
    """Takes what was typed, also nothing: whether it will do is the command's to say."""

    def validate(self, value: str) -> None:
        return


class CommandForm(forms.Form):
    """Carries the command's id: a double tap does it once. Shows a refusal at its fields."""

    command_id = forms.UUIDField(widget=forms.HiddenInput)
    refused: Refused | None = None

    @property
    def status(self) -> int:
        """Of the page with this form: that of the refusal it shows, 422 when its shape is wrong."""
        if self.refused:
            return self.refused.status
        return 422 if self.errors else 200

    def tried(self, act: Callable[[], D]) -> D | None:
        """What the act gives; nothing when it is refused, and the form then shows why.

        For who may not do it there is no form to show: NotPermitted is raised.
        """
        try:
            return act()
        except NotPermitted:
            raise
        except Refused as refused:
            self.show(refused)
            return None

    def show(self, refused: Refused) -> None:
        """Puts each reason beside the field it names, or above the form."""
        self.refused = refused
        for blocker in refused.blockers:
            message = f"{blocker.message} {blocker.clears}".strip()
            self.add_error(blocker.field if blocker.field in self.fields else None, message)

    def put(self, **values: str) -> None:
        """Takes these for what was sent, beside everything else that was."""
        data = cast(QueryDict, self.data).copy()
        data.update(values)
        self.data = data


class ChangeForm(CommandForm):
    """Changes a record that was shown: carries its version, and shows who wrote in between."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def seen(self, record: R) -> R:
        """The record as this form showed it, for the command that changes it."""
        typed = {name: self._worded(name, value) for name, value in self.cleaned_data.items()}
        return as_seen(record, self.cleaned_data["version"], typed)

    def _worded(self, name: str, value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(map(str, value))
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value))

    def show(self, refused: Refused) -> None:
        """Both values stand beside the field; sending it again is then meant."""
        super().show(refused)
        if isinstance(refused, Stale):
            self.put(version=str(refused.version))
