from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.lifecycle import Lifecycle
from integrity.models import Signable, Signature, paired
from people.models import Organisation
from quality.models.deviation import Deviation

if TYPE_CHECKING:
    from people.models import User


class Conclusion(models.TextChoices):
    """What a deviation means for the record that it touches."""

    NONE = "NONE", _("No impact")
    ACCEPTABLE = "ACCEPTABLE", _("Impact, acceptable")
    NOT_ACCEPTABLE = "NOT_ACCEPTABLE", _("Impact, not acceptable")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {"NONE": "ok", "ACCEPTABLE": "alert", "NOT_ACCEPTABLE": "action"}[self]


class ImpactState(models.TextChoices):
    OPEN = "OPEN", _("To be assessed")
    ASSESSED = "ASSESSED", _("Assessed")
    CONCLUDED = "CONCLUDED", _("Concluded")


class Impacts(models.QuerySet["Impact"]):
    def visible_to(self, user: User) -> Impacts:
        """People of the facility see all; a sponsor's people those of their own records."""
        return self if user.is_of_facility else self.filter(sponsor__in=user.organisations)

    def to_conclude(self) -> Impacts:
        return self.exclude(state=ImpactState.CONCLUDED)

    def concluded(self) -> Impacts:
        return self.filter(state=ImpactState.CONCLUDED)

    def of(self, kind: str, key: Any) -> Impacts:
        """Those on one record: a batch is not certified while one of them is not concluded."""
        return self.filter(subject_kind=kind, subject_id=key)


class Impact(Signable):
    """What a deviation means for one record of one sponsor, concluded by QA.

    A sponsor reads this and the deviation's `fact`, and nothing else of it: `number` counts the
    sponsor's own impacts alone. `reason` says why QA added it by hand, `reopened` how often its
    conclusion was taken back.
    """

    part_of = "deviation"
    lifecycle = Lifecycle(
        ImpactState,
        first=ImpactState.OPEN,
        moves={
            ImpactState.OPEN: {ImpactState.ASSESSED},
            ImpactState.ASSESSED: {ImpactState.CONCLUDED},
            ImpactState.CONCLUDED: {ImpactState.ASSESSED},
        },
    )

    number = models.CharField(max_length=40, unique=True)
    deviation = models.ForeignKey(Deviation, on_delete=models.PROTECT, related_name="impacts")
    subject_kind = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    subject_label = models.CharField(max_length=200)
    sponsor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(max_length=9, choices=ImpactState.choices, default=ImpactState.OPEN)
    conclusion = models.CharField(max_length=14, choices=Conclusion.choices, blank=True)
    assessment = models.TextField(blank=True)
    assessed_at = models.DateTimeField(null=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    reason = models.CharField(max_length=500, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[Impacts] = Impacts.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("subject_label",)
        indexes = (models.Index(fields=["subject_kind", "subject_id"], name="impact_subject"),)
        constraints = (
            paired("assessed"),
            paired("concluded"),
            models.UniqueConstraint(
                fields=["deviation", "subject_kind", "subject_id"], name="quality_impact_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.subject_label}"

    @property
    def signatures(self) -> models.QuerySet[Signature]:
        return Signature.objects.of(self)

    def signed_content(self) -> dict[str, Any]:
        """What its sponsor reads: the fact and the class too, so that none changes under it."""
        return {
            "number": self.number,
            "deviation": self.deviation_id,
            "fact": self.deviation.fact,
            "classification": self.deviation.classification,
            "occurred_at": self.deviation.occurred_at.isoformat(),
            "subject": {"kind": self.subject_kind, "id": self.subject_id},
            "label": self.subject_label,
            "sponsor": self.sponsor_id,
            "conclusion": self.conclusion,
            "assessment": self.assessment,
            "reopened": self.reopened,
        }
