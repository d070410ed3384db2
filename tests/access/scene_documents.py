"""Files of a record, controlled documents, and training on them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from batches.models import BatchRecord
from documents.commands.files import attach_file
from documents.models import DocumentVersion, TrainedHow, Training
from documents.training_gates import untrained_blockers
from documents.uploads import receive
from integrity.overrulings import overruling_of
from integrity.signatures.content import content_hash
from people.models import Role, User
from people.permissions import Permission
from tests import cast
from tests.documents import papers
from tests.passwords import PASSWORD

WHY = {"reason": "As agreed"}
SIGNED = ("document-review", "document-approve", "document-periodic-review", "document-retire")
DONE_WITH = {
    "document-version": "SOP-005", "document-file": "SOP-006", "document-edit": "SOP-001",
    "document-submit": "SOP-001", "document-return": "SOP-002", "document-review": "SOP-002",
    "document-approve": "SOP-003", "document-withdraw": "SOP-004",
    "document-open": "SOP-006", "document-pdf": "SOP-006", "document-file-shown": "SOP-006",
    "document-overrule": "SOP-007", "document-read": "SOP-005",
    "document-periodic-review": "SOP-005", "document-retire": "SOP-005",
}  # fmt: skip
PDF = b"%PDF-1.7\n%%EOF\n"


@dataclass
class Documents:
    """A batch with a file, and a document in every state that something can be done with."""

    people: dict[str, User]
    batch: BatchRecord

    def __post_init__(self) -> None:
        self.attachment = attach_file(
            subject=self.batch, file=receive("order.pdf", PDF), by=self.people["jvermaat"],
            at=cast.NOW,
        )  # fmt: skip
        made = {
            "SOP-001": papers.draft, "SOP-002": papers.submitted, "SOP-003": self.reviewed,
            "SOP-004": papers.approved, "SOP-005": papers.effective, "SOP-006": self.as_pdf,
        }  # fmt: skip
        self.versions = {
            code: make(self.people, papers.document(self.people, code))
            for code, make in made.items()
        }
        self.need = papers.need(self.people, self.versions["SOP-005"].document)
        governing = papers.document(self.people, "SOP-007")
        papers.governing(self.people, governing, Permission.WRITE_SPECIFICATION)
        self.versions["SOP-007"] = papers.effective(self.people, governing)

    @staticmethod
    def reviewed(people: dict[str, User], document: Any) -> DocumentVersion:
        return papers.reviewed(people, papers.submitted(people, document))

    @staticmethod
    def as_pdf(people: dict[str, User], document: Any) -> DocumentVersion:
        return papers.effective(people, document, text="", file=receive("sop.pdf", PDF))

    @cached_property
    def places(self) -> dict[str, dict[str, object]]:
        record: dict[str, object] = {"kind": "batches.batchrecord", "key": self.batch.pk}
        return {
            "file": {"pk": self.attachment.pk},
            "files": record,
            "files-latest": record,
            "document": {"code": "SOP-005"},
            "document-alter": {"code": "SOP-005"},
            "document-governs": {"code": "SOP-005"},
            "training-need-end": {"pk": self.need.pk},
            "training-assess": {"code": "SOP-005", "number": 1, "username": "jvermaat"},
            "document-draft": {"code": "SOP-005"},
            **{name: {"code": code, "number": 1} for name, code in DONE_WITH.items()},
        }

    @cached_property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        owner = Role.objects.get(code="qa-reviewer").pk
        written = {
            "text": "As agreed", "change_reason": "As agreed", "effective_on": "2099-01-01",
        }  # fmt: skip
        draft = DocumentVersion.objects.get(pk=self.versions["SOP-001"].pk)
        sent: dict[str, dict[str, Any]] = {
            "document-new": {
                "code": "SOP-099", "title": "New", "kind": "SOP", "owner": owner,
                "review_months": "24",
            },
            "document-alter": {
                "owner": owner, "review_months": "12", "training_days": "7", "version": 1, **WHY,
            },
            "document-governs": {"activities": "qc.record_result", "version": 1, **WHY},
            "document-draft": written,
            "document-edit": {**written, "version": draft.version},
            "document-return": WHY,
            "training-need-new": {
                "document": self.versions["SOP-004"].document.pk, "role": owner, "how": "READ",
            },
            "training-need-end": WHY,
            "document-withdraw": WHY,
            **{name: self.signed(name) for name in SIGNED},
        }  # fmt: skip
        return {(name, "POST"): body for name, body in sent.items()}

    def signed(self, name: str) -> dict[str, Any]:
        version = DocumentVersion.objects.get(pk=self.versions[DONE_WITH[name]].pk)
        return {"who": "as-{caller}", "secret": PASSWORD, "shown": content_hash(version), **WHY}

    @property
    def before(self) -> dict[str, Any]:
        return {
            "files": self.brought, "document-read": self.to_read, "training-assess": self.seen,
            "document-overrule": self.to_overrule,
        }  # fmt: skip

    def to_overrule(self, client: Client, user: User | None) -> dict[str, Any]:
        """What blocks the person who asks, who signs as the supervisor too."""
        if user is None:
            return {}
        key, version = uuid.uuid4(), self.versions["SOP-007"]
        blockers = untrained_blockers(version, by=user, at=timezone.now())
        shown = content_hash(overruling_of(version, untrained_blockers, blockers, key))
        return {
            "command_id": str(key), "shown": shown, **WHY, "who": user.username,
            "secret": PASSWORD, "second_who": "kadler", "second_secret": PASSWORD,
        }  # fmt: skip

    def brought(self, client: Client, user: User | None) -> dict[str, Any]:
        return {"file": SimpleUploadedFile("order.pdf", PDF)}

    def to_read(self, client: Client, user: User | None) -> dict[str, Any]:
        """What the person who asks would be shown."""
        return self.shown(user, TrainedHow.READ, user) if user else {}

    def seen(self, client: Client, user: User | None) -> dict[str, Any]:
        day = {"trained_on": timezone.now().date().isoformat(), "evidence": "TR-0042"}
        joris = self.people["jvermaat"]
        return {**day, **self.shown(joris, TrainedHow.ASSESSED, user)} if user else {}

    def shown(self, about: User, how: TrainedHow, who: User) -> dict[str, Any]:
        key, version = uuid.uuid4(), self.versions["SOP-005"]
        training = Training(id=key, user=about, version_of=version, how=how)
        return {
            "command_id": str(key), "shown": content_hash(training), "who": who.username,
            "secret": PASSWORD,
        }  # fmt: skip
