"""Which letters a person gets, as the person chooses."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse
from people.models import User
from people.permissions import Permission


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def choose_letters(*, user: User, without_alarm: bool, by: Actor, at: datetime) -> User:
    """E-mail of alarms only, or of all that rules send so; the inbox has everything anyway."""
    user = user.lock()
    if user.letters_without_alarm == without_alarm:
        raise refuse("CHOSEN_ALREADY", _("It is so already."), clears=_("Nothing is left to do."))
    user.letters_without_alarm = without_alarm
    user.store()
    say("user.letters_chosen", about=user, details={"without_alarm": without_alarm})
    return user
