from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password; a wrong pair is told as one thing, so that no name is given away."""

    error_messages = {
        "invalid_login": _(
            "User name and password do not fit together. Both are as you were given them; "
            "the password tells capitals from small letters."
        ),
        "inactive": _("This account is closed. Ask the facility's administrator."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
