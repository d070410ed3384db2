"""When and how a rule tells, and who is told next: what may be altered in a rule."""

from __future__ import annotations

from dataclasses import dataclass, fields

from people.models import NotificationRule, Role


@dataclass(frozen=True, kw_only=True)
class Timing:
    by_mail: bool = False
    delay_minutes: int = 0
    second_role: Role | None = None
    second_minutes: int | None = None
    third_role: Role | None = None
    third_minutes: int | None = None

    def put(self, rule: NotificationRule) -> None:
        for field in fields(self):
            setattr(rule, field.name, getattr(self, field.name))


def timing_of(rule: NotificationRule) -> Timing:
    return Timing(**{field.name: getattr(rule, field.name) for field in fields(Timing)})
