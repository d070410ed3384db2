from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.models import Record, Signable, paired


class AccessDecision(models.TextChoices):
    KEEP = "KEEP", _("Keep")
    WITHDRAW = "WITHDRAW", _("Withdraw")


class AccessReview(Signable):
    """Are these people's roles still right? Asked of every open account from time to time."""

    number = models.PositiveIntegerField(unique=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(null=True)
    completed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("-number",)
        constraints = (
            paired("opened"),
            paired("completed"),
            models.UniqueConstraint(
                fields=["completed_at"],
                nulls_distinct=False,
                condition=models.Q(completed_at__isnull=True),
                name="people_one_open_access_review",
            ),
        )

    def __str__(self) -> str:
        return f"AR-{self.number:03}"

    def signed_content(self) -> dict[str, Any]:
        """Every account with its roles as they were, what was decided, by whom and why."""
        return {
            "number": str(self),
            "opened": {"at": self.opened_at, "by": self.opened_by_id},
            "accounts": [line.signed_content() for line in self.lines.select_related("user")],
        }


class AccessReviewLine(Record):
    """One account in a review, with its roles as they were when it was opened."""

    part_of = "review"

    review = models.ForeignKey(AccessReview, on_delete=models.PROTECT, related_name="lines")
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    roles = models.TextField(blank=True)
    last_change = models.TextField(blank=True)
    decision = models.CharField(max_length=10, choices=AccessDecision.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("user__display_name", "pk")
        constraints = (
            paired("decided"),
            models.UniqueConstraint(fields=["review", "user"], name="people_reviewed_once"),
            models.CheckConstraint(
                name="people_nobody_reviews_oneself",
                condition=models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("user")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.review} {self.user}"

    def signed_content(self) -> dict[str, Any]:
        return {
            "user": self.user.username,
            "roles": self.roles,
            "decision": self.decision,
            "note": self.note,
            "decided": {"at": self.decided_at, "by": self.decided_by_id},
        }
