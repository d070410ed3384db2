"""What a password must be."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker
from people.models import User


def password_blockers(password: str, user: User) -> Iterator[Blocker]:
    """Why this password will not do for this person; the one in use is no new one."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        for message in error.messages:
            yield Blocker("WEAK_PASSWORD", message, field="password")
    if user.password and user.check_password(password):
        yield Blocker(
            "SAME_PASSWORD",
            _("This is the password you have."),
            clears=_("Choose another one."),
            field="password",
        )
