"""Training of the demo's people: most hold, some end soon or have ended, some are to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import yaml

from cgtlims.demo.days import Days
from cgtlims.demo.papers.writing import FILES
from cgtlims.demo.pen import Pen
from documents.commands.registering import assign_activities
from documents.commands.training import assess_person, define_training_need, read_document
from documents.models import Document, DocumentVersion, TrainedHow, Training
from integrity.signatures.meanings import Meaning
from people.models import Role, User
from people.models.qualification import day_of


def make_training(users: dict[str, User], pen: Pen, days: Days) -> None:
    table = yaml.safe_load((FILES / "training.yaml").read_text(encoding="utf-8"))
    for row in table["needs"]:
        _need(row, users["mlindqvist"], days)
    for row in table["trained"]:
        for version in _versions(row):
            for username in row["who"]:
                _train(row, version, users[username], users, pen, days)


def make_governing(quality: User, now: datetime) -> None:
    """Last of all: what was done before did not ask for it yet."""
    table = yaml.safe_load((FILES / "training.yaml").read_text(encoding="utf-8"))
    for code, activities in table["governs"].items():
        assign_activities(
            document=Document.objects.get(code=code), activities=activities,
            reason="Judged with the risk of untrained work", by=quality, at=now,
        )  # fmt: skip


def _need(row: dict[str, Any], quality: User, days: Days) -> None:
    role = Role.objects.get(code=row["role"])
    codes = row.get("reads") or row["assessed"]
    for document in Document.objects.filter(code__in=codes):
        define_training_need(
            document=document, role=role, assessed="assessed" in row, months=row.get("months"),
            by=quality, at=days.of({"founded": 30}),
        )  # fmt: skip


def _versions(row: dict[str, Any]) -> list[DocumentVersion]:
    """The effective ones, or those of the number that the row names."""
    known = DocumentVersion.objects.filter(document__code__in=row["documents"]).select_related(
        "document"
    )
    return list(known.filter(number=row["version"]) if "version" in row else known.effective())


def _train(
    row: dict[str, Any],
    version: DocumentVersion,
    user: User,
    users: dict[str, User],
    pen: Pen,
    days: Days,
) -> None:
    at = days.of(row)
    if "by" in row:
        trainer = users[row["by"]]
        shown = Training(user=user, version_of=version, how=TrainedHow.ASSESSED)
        known = pen.attest_shown(shown, Meaning.VERIFIED, by=trainer, at=at)
        evidence = f"Assessment sheet {version} {user.initials}"
        assess_person(
            shown=shown, evidence=evidence, trained_on=day_of(at), by=trainer, at=at,
            attested=known,
        )  # fmt: skip
    else:
        shown = Training(user=user, version_of=version, how=TrainedHow.READ)
        known = pen.attest_shown(shown, Meaning.READ, by=user, at=at)
        read_document(shown=shown, by=user, at=at, attested=known)
