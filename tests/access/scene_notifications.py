"""Notifications and their rules: everybody who asks was told of something."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from people.commands.notification_rules import define_rule
from people.commands.notifications import notify
from people.models import Notification, Role, User
from people.notifications.about import Due
from people.notifications.timing import Timing
from people.services import NOTIFIER
from tests import cast


class Notifications:
    """A rule, and a notification for each caller."""

    def __init__(self, users: dict[str, User | None]) -> None:
        self.users = {name: user for name, user in users.items() if user is not None}
        self.rule = define_rule(
            event="qualification.ends", role=None, timing=Timing(), by=cast.SETUP, at=cast.NOW
        )
        told = [user.pk for user in self.users.values()]
        due = Due(code="all", concerns=told, sees=lambda user: True, key="all", due_at=cast.NOW)
        notify(rule=self.rule, about=due, begun_at=cast.NOW, by=NOTIFIER, at=cast.NOW)

    @property
    def places(self) -> dict[str, dict[str, object]]:
        rule: dict[str, object] = {"pk": self.rule.pk}
        return {"notification-rule-alter": rule, "notification-rule-switch": rule}

    @cached_property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        planner, why = Role.objects.get(code="planner"), {"reason": "As agreed"}
        sent: dict[str, dict[str, Any]] = {
            "notification-rule-new": {
                "event": "qualification.ends", "role": planner.pk,
                "delay_minutes": "0", "by_mail": "inbox",
            },
            "notification-rule-alter": {
                "delay_minutes": "5", "by_mail": "mail", "version": self.rule.version, **why,
            },
            "notification-rule-switch": why,
            "notifications-letters": {"letters": "alarms"},
        }  # fmt: skip
        return {(name, "POST"): body for name, body in sent.items()}

    @property
    def before(self) -> dict[str, Any]:
        return {"notifications-acknowledge": self.theirs}

    def theirs(self, client: Any, user: User | None) -> dict[str, Any]:
        """Everybody acknowledges the own one."""
        found = Notification.objects.filter(user=user).first() if user else None
        return {"one": str(found.pk)} if found else {}
