"""Forms that call one command: shape here, rules in the command."""

from __future__ import annotations

from django import forms

from integrity.refusals import Refused


class TypedField(forms.CharField):
    """Takes what was typed, also nothing: whether it will do is the command's to say."""

    def validate(self, value: str) -> None:
        return


class CommandForm(forms.Form):
    """Carries the command's id: a double tap does it once. Shows a refusal at its fields."""

    command_id = forms.UUIDField(widget=forms.HiddenInput)

    def show(self, refused: Refused) -> None:
        """Puts each reason beside the field it names, or above the form."""
        for blocker in refused.blockers:
            message = f"{blocker.message} {blocker.clears}".strip()
            self.add_error(blocker.field if blocker.field in self.fields else None, message)
