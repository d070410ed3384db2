from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.lifecycle import Lifecycle
from integrity.models import Deed, ExactDecimalField, Record, Signable, paired
from integrity.signatures.meanings import Meaning


class LabelState(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    EFFECTIVE = "EFFECTIVE", _("Effective")
    SUPERSEDED = "SUPERSEDED", _("Superseded")

    @property
    def sign(self) -> str:
        return {"DRAFT": "hold", "EFFECTIVE": "ok"}.get(self, "neutral")


class SymbolKind(models.TextChoices):
    GS1 = "GS1", _("GS1 DataMatrix")
    DATAMATRIX = "DATAMATRIX", _("DataMatrix")
    QR = "QR", _("QR code")
    NONE = "NONE", _("Text only")


LIFECYCLE = Lifecycle(
    LabelState,
    first=LabelState.DRAFT,
    moves={
        LabelState.DRAFT: {LabelState.EFFECTIVE},
        LabelState.EFFECTIVE: {LabelState.SUPERSEDED},
    },
)


class LabelTemplate(Record):
    """How records of one kind are labelled; what is printed stands in its versions."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=80, help_text="of the records that it labels")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Z][A-Z0-9-]{1,39}$"),
                name="documents_label_template_code",
            ),
            paired("registered"),
        )

    def __str__(self) -> str:
        return self.code


class LabelVersions(models.QuerySet["LabelVersion"]):
    def printed_from(self, kind: str) -> LabelVersions:
        """The effective ones for records of a kind."""
        return self.filter(state=LabelState.EFFECTIVE, template__kind=kind)


class LabelVersion(Signable):
    """What a label says: lines of text and the data of a symbol, with {fields} of the record.

    A line that begins with “# ” is printed large. Whoever wrote it does not approve it.
    """

    part_of = "template"
    lifecycle = LIFECYCLE

    template = models.ForeignKey(LabelTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    width = ExactDecimalField(help_text="mm")
    height = ExactDecimalField(help_text="mm")
    text = models.TextField()
    symbol = models.CharField(max_length=10, choices=SymbolKind.choices)
    data = models.CharField(max_length=200, blank=True)
    change_reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=LabelState.choices, default=LabelState.DRAFT)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[LabelVersions] = LabelVersions.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("template__code", "-number")
        constraints = (
            models.UniqueConstraint(fields=["template", "number"], name="documents_label_once"),
            models.UniqueConstraint(
                fields=["template"],
                condition=models.Q(state=LabelState.EFFECTIVE),
                name="documents_one_effective_label",
            ),
            models.UniqueConstraint(
                fields=["template"],
                condition=models.Q(state=LabelState.DRAFT),
                name="documents_one_label_draft",
            ),
            models.CheckConstraint(
                condition=models.Q(symbol=SymbolKind.NONE) ^ ~models.Q(data=""),
                name="documents_label_symbol_has_data",
            ),
            models.CheckConstraint(
                condition=models.Q(state=LabelState.DRAFT) | models.Q(approved_at__isnull=False),
                name="documents_label_approved",
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("written_by")),
                name="documents_label_four_eyes",
            ),
            paired("written"),
            paired("approved"),
        )

    def __str__(self) -> str:
        return f"{self.template.code} v{self.number}"

    @property
    def sign(self) -> str:
        return LabelState(self.state).sign

    def signed_content(self) -> dict[str, Any]:
        """Everything that decides how a label looks, and why it is so."""
        return {
            "code": self.template.code,
            "kind": self.template.kind,
            "number": self.number,
            "width": self.width,
            "height": self.height,
            "text": self.text,
            "symbol": self.symbol,
            "data": self.data,
            "change_reason": self.change_reason,
        }

    def deeds(self) -> Iterable[Deed]:
        yield Deed(Meaning.WRITTEN, self.written_by.pk, self.written_by.display_name)
