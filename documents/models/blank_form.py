from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.rendition import Rendition
from documents.models.stored_file import StoredFile
from integrity.lifecycle import Lifecycle
from integrity.models import Record, paired
from people.models import User
from people.permissions import Permission


class FormState(models.TextChoices):
    ISSUED = "ISSUED", _("Issued")
    RETURNED = "RETURNED", _("Returned")
    VOID = "VOID", _("Void")

    @property
    def sign(self) -> str:
        return {"ISSUED": "hold", "RETURNED": "ok"}.get(self, "neutral")


FORM_LIFECYCLE = Lifecycle(
    FormState,
    first=FormState.ISSUED,
    moves={FormState.ISSUED: {FormState.RETURNED, FormState.VOID}},
)


class Forms(models.QuerySet["BlankForm"]):
    def visible_to(self, user: User) -> Forms:
        """The facility's people who read controlled documents."""
        sees = user.is_of_facility and user.may(Permission.VIEW_DOCUMENTS)
        return self if sees else self.none()


class BlankForm(Record):
    """One numbered copy of a form on paper: to whom and what for, and how it came back.

    `content` is the definition as it was when the copy was issued; the PDF is made from it.
    """

    lifecycle = FORM_LIFECYCLE

    number = models.CharField(max_length=120, unique=True)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    of = models.CharField(max_length=100, help_text="code and version of what it is a copy of")
    serial = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    content = models.JSONField()
    issued_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=FormState.choices, default=FormState.ISSUED)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    void_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Forms] = Forms.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-issued_at", "-number")
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="blank_form_subject"),)
        constraints = (
            models.UniqueConstraint(fields=["of", "serial"], name="documents_form_serial_once"),
            models.CheckConstraint(
                condition=models.Q(state=FormState.ISSUED) ^ models.Q(ended_at__isnull=False),
                name="documents_form_ended",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=FormState.RETURNED) ^ models.Q(file__isnull=False),
                name="documents_form_returned_with_file",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=FormState.VOID) ^ ~models.Q(void_reason=""),
                name="documents_form_void_has_reason",
            ),
            paired("issued"),
            paired("ended"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def sign(self) -> str:
        return FormState(self.state).sign
