"""What will do as a signing PIN: six digits or more that nobody guesses at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker
from people.models.user import User

DIGITS = re.compile(r"[0-9]{6,12}")
REPEATED = re.compile(r"(.{1,4})\1+")  # 000000, 121212, 123123, 12341234
UP, DOWN = "01234567890123456789", "98765432109876543210"


def pin_blockers(pin: str, user: User) -> Iterator[Blocker]:
    """6 to 12 digits; neither repeated nor counted up or down nor with the user name in it."""
    if not DIGITS.fullmatch(pin):
        message = _("This is not a PIN.")
    elif REPEATED.fullmatch(pin):
        message = _("This PIN repeats itself.")
    elif pin in UP or pin in DOWN:
        message = _("This PIN counts up or down.")
    elif user.username in pin:
        message = _("This PIN has the user name in it.")
    else:
        return
    yield Blocker(
        "WEAK_PIN",
        message,
        clears=_(
            "Accepted: 6 to 12 digits that neither repeat themselves nor count up or down, "
            "without the user name."
        ),
        field="pin",
    )
