"""Two administrators at the same moment: the slower one is refused like one who came later."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from integrity.models import AuditEvent
from integrity.refusals import Refused
from people.commands.accounts import register_user
from people.commands.roles import define_role
from people.models import Role, User
from people.permissions import Permission
from tests.cast import PASSWORD, SETUP
from tests.together import together, until_another_waits


def both(command: Any, first: dict[str, Any], second: dict[str, Any]) -> list[Any]:
    """The faster one is held inside its transaction until the other waits for it."""

    def call(inputs: dict[str, Any]) -> Any:
        with transaction.atomic():
            made = command(**inputs, by=SETUP)
            until_another_waits()
            return made

    return together(lambda: call(first), lambda: call(second))


def refusal(results: list[Any]) -> Refused:
    (refused,) = (one for one in results if isinstance(one, Exception))
    assert isinstance(refused, Refused), repr(refused)
    return refused


def test_a_user_name(live_db, now):
    given = {"display_name": "Joris Vermaat", "password": PASSWORD, "at": now}
    results = both(
        register_user, {"username": "jvermaat", **given}, {"username": "JVermaat", **given}
    )
    assert [one.code for one in refusal(results).blockers] == ["USERNAME_USED"]
    assert User.objects.count() == AuditEvent.objects.count() == 1


def test_a_role(live_db, now):
    given = {"code": "sampler", "permissions": [Permission.VIEW_BATCHES], "at": now}
    results = both(define_role, {"title": "Sampler", **given}, {"title": "Taster", **given})
    assert [one.code for one in refusal(results).blockers] == ["CODE_USED"]
    assert Role.objects.count() == AuditEvent.objects.count() == 1
