"""That two people let the work go on in spite of a blocker (EU GMP Part IV 2.4, 11.10(i))."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from integrity.models.record import Record
from integrity.models.signable import Deed, Signable
from integrity.models.signature import Signature
from integrity.signatures.meanings import Meaning


class Overrulings(models.QuerySet["Overruling"]):
    def of(self, *subjects: Record) -> Overrulings:
        """Those for these records, which are of one kind."""
        kinds = {subject._meta.label_lower for subject in subjects}
        keys = [subject.pk for subject in subjects]
        return self.filter(subject_type__in=kinds, subject_id__in=keys)


class Overruling(Signable):
    """What blocked which record, and who let the work go on: a supervisor, and another person.

    `blockers` has code, about and message of each, as both saw them. It holds for this record and
    for what these blockers are about, and for nothing else.
    """

    written_once = True

    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    subject_label = models.CharField(max_length=200)
    gate = models.CharField(max_length=120)
    blockers = models.JSONField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField(null=True)
    supervisor_id = models.UUIDField(null=True)
    supervisor_name = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Overrulings] = Overrulings.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("at",)
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="overruling_subject"),)

    @property
    def signatures(self) -> models.QuerySet[Signature]:
        return Signature.objects.of(self)

    def __str__(self) -> str:
        return f"{self.subject_label}: {', '.join(one['code'] for one in self.blockers)}"

    def signed_content(self) -> dict[str, Any]:
        """What blocks; the reason stands with each signature, in the signer's own words."""
        return {
            "subject": {"type": self.subject_type, "id": self.subject_id},
            "gate": self.gate,
            "blockers": self.blockers,
        }

    def deeds(self) -> Iterable[Deed]:
        if self.supervisor_id is not None:
            yield Deed(Meaning.OVERRULED, self.supervisor_id, self.supervisor_name)
