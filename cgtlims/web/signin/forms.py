"""The forms of the door that ask for a password."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(allauth.LoginForm):
    """User name and password; a wrong pair is told as one thing, so that no name is given away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")
        self.fields["login"].widget.attrs = {"autocomplete": "username", "autocapitalize": "none"}
        plain(self.fields["password"])


class ChangePasswordForm(allauth.ChangePasswordForm):
    """The password in use, asked as at the door; and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = (_("The password you have"), _("The new password"), _("The new password again"))
        for name, label in zip(("oldpassword", "password1", "password2"), labels, strict=True):
            self.fields[name].label = label
            plain(self.fields[name])
        self.fields["password1"].help_text = _("At least 12 characters; a sentence is easiest.")

    def clean_oldpassword(self) -> str:
        given = str(self.cleaned_data["oldpassword"])
        if not allauth.get_adapter().reauthenticate(self.user, given):
            raise forms.ValidationError(_("This is not the password you have."))
        return given


def plain(field: forms.Field) -> None:
    """Without placeholder and foreign help: the label says what is asked."""
    field.widget.attrs.pop("placeholder", None)
    field.help_text = ""
