"""Signatures and what made them void; neither is ever changed or removed (21 CFR 11.70)."""

from __future__ import annotations

from collections import defaultdict
from typing import ClassVar
from uuid import UUID

from django.db import models

from integrity.models.record import Record
from integrity.signatures.meanings import Meaning, Method


class Signatures(models.QuerySet["Signature"]):
    def of(self, *records: models.Model) -> Signatures:
        """Those of these records, also void ones, in the order of signing."""
        keys: dict[str, list[UUID]] = defaultdict(list)
        for record in records:
            keys[record._meta.label_lower].append(record.pk)
        found = models.Q(pk__in=[])
        for kind, ids in keys.items():
            found |= models.Q(subject_type=kind, subject_id__in=ids)
        return self.filter(found).select_related("void").order_by("at", "id")

    def standing(self) -> Signatures:
        return self.filter(void__isnull=True)


class Signature(Record):
    """Who signed what, when, with which meaning, and the exact content that was shown.

    `signer` proved two components; `session` is who the device was signed in as. `content_hash`
    is SHA-256 over `content`, which names its record: beside another record it proves nothing.
    """

    written_once = True

    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    subject_label = models.CharField(max_length=200)
    meaning = models.CharField(max_length=12, choices=[(m.value, m.label) for m in Meaning])
    signer_id = models.UUIDField()
    signer_name = models.CharField(max_length=200)
    session_id = models.UUIDField()
    session_name = models.CharField(max_length=200)
    method = models.CharField(max_length=8, choices=[(m.value, m.label) for m in Method])
    tablet = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    reason = models.TextField(blank=True)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)

    objects: ClassVar[Signatures] = Signatures.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("at", "id")
        indexes = (
            models.Index(fields=["subject_type", "subject_id"], name="signature_subject"),
            models.Index(fields=["signer_id", "at"], name="signature_signer"),
        )

    def __str__(self) -> str:
        return f"{self.get_meaning_display()} {self.signer_name}: {self.subject_label}"

    @property
    def is_void(self) -> bool:
        return hasattr(self, "void")

    @property
    def by_another_session(self) -> bool:
        """True when the device was signed in as somebody else."""
        return self.session_id != self.signer_id


class SignatureVoid(Record):
    """What was signed is no longer what the record says: who changed it, and when."""

    written_once = True

    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="void")
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    actor_name = models.CharField(max_length=200)
    change = models.UUIDField(help_text="the command that changed the content")
    content_hash = models.CharField(max_length=64, help_text="of the content as it is now")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.signature}, void"
