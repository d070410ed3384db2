"""A form whose entry may come late: kept on a tablet while there was no network."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms

from integrity.web.forms import ChangeForm

SAME_MOMENT = timedelta(minutes=1)


class QueuedForm(ChangeForm):
    """`pressed_at` is when the person did it, in the server's time as the device knows it."""

    pressed_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def happened_at(self, at: datetime) -> datetime:
        """When it was done: as the device says, unless that is now or cannot be.

        A device whose clock runs ahead does not write the future; what it sent just now is now.
        """
        try:
            pressed = datetime.fromisoformat(self.cleaned_data["pressed_at"])
        except ValueError:
            return at
        if pressed.tzinfo is None or pressed >= at - SAME_MOMENT:
            return at
        return pressed
