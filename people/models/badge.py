from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from integrity.models import Record, paired

if TYPE_CHECKING:
    from people.models.user import User


class Badges(models.QuerySet["Badge"]):
    def held(self) -> Badges:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Badge(Record):
    """A badge says who somebody is and proves nothing: its serial can be copied.

    A serial belongs to one person at a time; who had it before stays known.
    """

    serial = models.CharField(max_length=100)
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="badges")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Badges] = Badges.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("given_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["serial"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="people_badge_of_one_person",
            ),
            paired("given"),
            paired("withdrawn"),
        )

    def __str__(self) -> str:
        return self.serial


def user_of_badge(serial: str) -> User | None:
    """The active person who holds the badge with this serial, as a scanner gives it."""
    badge = Badge.objects.held().filter(serial=serial.strip(), user__is_active=True)
    found = badge.select_related("user").first()
    return found.user if found else None
