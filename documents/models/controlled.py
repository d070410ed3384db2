from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.stored_file import StoredFile
from integrity.lifecycle import Lifecycle
from integrity.models import Deed, Record, Signable, paired
from integrity.signatures.meanings import Meaning
from people.finding.texts import text_indexes
from people.models import Role, User
from people.permissions import Permission

if TYPE_CHECKING:
    from datetime import date

TEXTS = ("code", "title")
TRAINING_DAYS = 14


class DocumentKind(models.TextChoices):
    SOP = "SOP", _("Procedure")
    FORM = "FORM", _("Form")
    SPECIFICATION = "SPECIFICATION", _("Specification")
    PLAN = "PLAN", _("Plan")
    POLICY = "POLICY", _("Policy")


class VersionState(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    IN_REVIEW = "IN_REVIEW", _("In review")
    APPROVED = "APPROVED", _("Approved")
    EFFECTIVE = "EFFECTIVE", _("Effective")
    SUPERSEDED = "SUPERSEDED", _("Superseded")
    RETIRED = "RETIRED", _("Retired")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {
            "DRAFT": "hold", "IN_REVIEW": "progress", "APPROVED": "info", "EFFECTIVE": "ok",
        }.get(self, "neutral")  # fmt: skip


IN_WORK = (VersionState.DRAFT, VersionState.IN_REVIEW, VersionState.APPROVED)
OF_AUTHORS = (VersionState.DRAFT, VersionState.IN_REVIEW)
LIFECYCLE = Lifecycle(
    VersionState,
    first=VersionState.DRAFT,
    moves={
        VersionState.DRAFT: {VersionState.IN_REVIEW},
        VersionState.IN_REVIEW: {VersionState.DRAFT, VersionState.APPROVED},
        VersionState.APPROVED: {VersionState.EFFECTIVE, VersionState.RETIRED},
        VersionState.EFFECTIVE: {VersionState.SUPERSEDED, VersionState.RETIRED},
    },
)


class Documents(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> Documents:
        """Controlled documents are the facility's; of a sponsor's people nobody sees them."""
        sees = user.is_of_facility and user.may(Permission.VIEW_DOCUMENTS)
        return self if sees else self.none()


class Document(Record):
    """A controlled document by its code; what it says stands in its versions.

    Between the approval of a version and its first day are at least `training_days`. Who does what
    it `governs`, activities by their permissions, is trained on its effective version.
    """

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=13, choices=DocumentKind.choices)
    owner = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    review_months = models.PositiveSmallIntegerField()
    training_days = models.PositiveSmallIntegerField(default=TRAINING_DAYS)
    governs = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[Documents] = Documents.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code",)
        indexes = text_indexes("controlled", *TEXTS)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Z][A-Z0-9-]{1,39}$"),
                name="documents_document_code",
            ),
            paired("registered"),
            paired("retired"),
        )

    def __str__(self) -> str:
        return self.code


class Versions(models.QuerySet["DocumentVersion"]):
    def visible_to(self, user: User) -> Versions:
        """What is not approved yet is seen by those who write, review and approve."""
        if not (user.is_of_facility and user.may(Permission.VIEW_DOCUMENTS)):
            return self.none()
        works = (
            Permission.WRITE_DOCUMENT, Permission.REVIEW_DOCUMENT, Permission.APPROVE_DOCUMENT,
        )  # fmt: skip
        if any(user.may(one) for one in works):
            return self
        return self.exclude(state__in=OF_AUTHORS)

    def effective(self) -> Versions:
        return self.filter(state=VersionState.EFFECTIVE)

    def review_due(self, day: date) -> Versions:
        """Effective ones whose periodic review falls on that day or before."""
        return self.effective().filter(next_review_on__lte=day)


class DocumentVersion(Signable):
    """What a document says from one day until the next version: a text, or a PDF.

    Who wrote it reviews and approves nothing of it. One version is effective at a time, and one is
    in work.
    """

    part_of = "document"
    lifecycle = LIFECYCLE

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    change_reason = models.CharField(max_length=500)
    effective_on = models.DateField(help_text="not before this day")
    writers = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(
        max_length=10, choices=VersionState.choices, default=VersionState.DRAFT
    )
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    submitted_at = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    next_review_on = models.DateField(null=True)

    objects: ClassVar[Versions] = Versions.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("document__code", "-number")
        constraints = (
            models.UniqueConstraint(fields=["document", "number"], name="documents_version_once"),
            models.UniqueConstraint(
                fields=["document"],
                condition=models.Q(state=VersionState.EFFECTIVE),
                name="documents_one_effective_version",
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=models.Q(state__in=IN_WORK),
                name="documents_one_version_in_work",
            ),
            models.CheckConstraint(
                condition=models.Q(file__isnull=True) ^ models.Q(text=""),
                name="documents_text_or_file",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OF_AUTHORS)
                | models.Q(reviewed_at__isnull=False, approved_at__isnull=False),
                name="documents_version_approved",
            ),
            models.CheckConstraint(
                condition=~models.Q(reviewed_by=models.F("written_by"))
                & ~models.Q(approved_by=models.F("written_by")),
                name="documents_version_four_eyes",
            ),
            models.CheckConstraint(
                condition=models.Q(effective_at__isnull=False)
                | ~models.Q(state__in=(VersionState.EFFECTIVE, VersionState.SUPERSEDED)),
                name="documents_version_effective",
            ),
            paired("written"),
            paired("reviewed"),
            paired("approved"),
        )

    def __str__(self) -> str:
        return f"{self.document.code} v{self.number}"

    @property
    def sign(self) -> str:
        return VersionState(self.state).sign

    def signed_content(self) -> dict[str, Any]:
        """What it says and why, and from when; nothing that its approval moves."""
        return {
            "code": self.document.code,
            "title": self.document.title,
            "kind": self.document.kind,
            "number": self.number,
            "text": self.text,
            "file": self.file.sha256 if self.file else None,
            "change_reason": self.change_reason,
            "effective_on": self.effective_on.isoformat(),
            "writers": sorted(map(str, self.writers)),
        }

    def deeds(self) -> Iterable[Deed]:
        """Everybody who ever wrote in it."""
        for writer in User.objects.filter(pk__in=self.writers):
            yield Deed(Meaning.WRITTEN, writer.pk, writer.display_name)
