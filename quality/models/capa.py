from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.lifecycle import Lifecycle
from integrity.models import Deed, Signable, paired
from integrity.signatures.meanings import Meaning
from people.finding.texts import text_indexes
from quality.models.case import Case, Cases
from quality.models.complaint import Complaint
from quality.models.deviation import Deviation

TEXTS = ("number", "title")


class CapaKind(models.TextChoices):
    CORRECTIVE = "CORRECTIVE", _("Corrective")
    PREVENTIVE = "PREVENTIVE", _("Preventive")


class CapaState(models.TextChoices):
    OPEN = "OPEN", _("Open")
    DONE = "DONE", _("Done, effectiveness to be checked")
    EFFECTIVE = "EFFECTIVE", _("Effective")
    CLOSED = "CLOSED", _("Closed")
    CANCELLED = "CANCELLED", _("Cancelled")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {"OPEN": "progress", "DONE": "hold", "EFFECTIVE": "info", "CLOSED": "ok"}.get(
            self, "neutral"
        )


class Capas(Cases["Capa"]):
    """Corrective and preventive actions."""


class Capa(Case):
    """What is done so that it does not happen again; whether it helped is in its checks.

    `due_on` is the day of the action until it is done, then that of the check.
    """

    prefix, noun = "CAPA", "capa"
    lifecycle = Lifecycle(
        CapaState,
        first=CapaState.OPEN,
        moves={
            CapaState.OPEN: {CapaState.DONE, CapaState.CANCELLED},
            CapaState.DONE: {CapaState.EFFECTIVE, CapaState.OPEN},
            CapaState.EFFECTIVE: {CapaState.CLOSED},
        },
    )

    kind = models.CharField(max_length=10, choices=CapaKind.choices)
    deviation = models.ForeignKey(
        Deviation, on_delete=models.PROTECT, related_name="actions", null=True
    )
    complaint = models.ForeignKey(
        Complaint, on_delete=models.PROTECT, related_name="actions", null=True
    )
    criterion = models.TextField()
    check_on = models.DateField()
    evidence = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    state = models.CharField(max_length=9, choices=CapaState.choices, default=CapaState.OPEN)

    objects: ClassVar[Capas] = Capas.as_manager()  # type: ignore[assignment]

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "CAPA"
        indexes = text_indexes("capa", *TEXTS)
        constraints = (*Case.Meta.constraints, paired("done"))

    @property
    def sign(self) -> str:
        return CapaState(self.state).sign

    def signed_content(self) -> dict[str, Any]:
        told = ("number", "title", "description", "kind", "criterion", "evidence")
        origin = {"deviation": self.deviation_id, "complaint": self.complaint_id}
        checks = [one.told() for one in self.checks.all()]
        return {**{name: getattr(self, name) for name in told}, **origin, "checks": checks}

    @property
    def signed_records(self) -> list[Signable]:
        return [self, *self.checks.all()]

    def deeds(self) -> Iterable[Deed]:
        if self.done_by is not None:
            yield Deed(Meaning.PERFORMED, self.done_by.pk, self.done_by.display_name)
