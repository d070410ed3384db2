"""What a person's account may be called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker
from integrity.texts import text_blockers
from people.models import User

USERNAME = re.compile(r"[\w.@+-]{1,60}")


def user_blockers(user: User) -> Iterator[Blocker]:
    if not USERNAME.fullmatch(user.username):
        yield Blocker(
            "BAD_USERNAME",
            _("“%(username)s” is not a user name.") % {"username": user.username},
            clears=_("Accepted: 1 to 60 letters, digits and the signs . @ + - _"),
            field="username",
        )
    yield from text_blockers(User, display_name=user.display_name)
    if user.email and not _is_email(user.email):
        yield Blocker(
            "BAD_EMAIL",
            _("“%(email)s” is not an e-mail address.") % {"email": user.email},
            clears=_("Accepted: an address such as j.doe@example.org, or none."),
            field="email",
        )


def _is_email(text: str) -> bool:
    try:
        User._meta.get_field("email").run_validators(text)
    except ValidationError:
        return False
    return True
