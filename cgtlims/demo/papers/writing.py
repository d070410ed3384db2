"""Controlled documents, each as far as its table says: written, reviewed, approved, effective."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from cgtlims.demo.days import Days
from cgtlims.demo.pen import Pen
from documents.commands.approving import (
    approve_version,
    make_effective,
    retire_document,
    review_version,
)
from documents.commands.drafting import draft_version, submit_version
from documents.commands.registering import register_document
from documents.models import Document, DocumentVersion
from documents.services import CALENDAR
from documents.uploads.receiving import receive
from integrity.signatures.meanings import Meaning
from people.models import Role, User
from people.models.qualification import day_of

FILES = Path(__file__).parent
TABLES = ("production", "stock", "quality")
DAY = timedelta(days=1)
STATES = ("DRAFT", "IN_REVIEW", "APPROVED", "EFFECTIVE")
HANDS = {  # by the role that answers for it: who writes, reviews and approves
    "production-lead": ("kadler", "nbakker", "mlindqvist"),
    "facility-manager": ("nbakker", "kadler", "mlindqvist"),
    "qa-reviewer": ("mlindqvist", "nbakker", "hbrandt"),
}


def make_documents(users: dict[str, User], pen: Pen, days: Days) -> None:
    roles = {role.code: role for role in Role.objects.all()}
    for name in TABLES:
        for row in yaml.safe_load((FILES / f"{name}.yaml").read_text(encoding="utf-8")):
            Paper(row, users, pen, days).make(roles[row["owner"]])


class Paper:
    """One document of a table, with the people through whose hands it goes."""

    def __init__(self, row: dict[str, Any], users: dict[str, User], pen: Pen, days: Days) -> None:
        self.row, self.pen, self.days = row, pen, days
        self.writer, self.reviewer, self.approver = (users[one] for one in HANDS[row["owner"]])

    def make(self, owner: Role) -> None:
        row, at = self.row, self.days.of(self.row["made"])
        document = register_document(
            code=row["code"], title=row["title"], kind=row["kind"], owner=owner,
            review_months=row["review"], by=self.writer, at=at,
        )  # fmt: skip
        text, state = row.get("text", ""), row.get("state", "EFFECTIVE")
        version = self.write(document, text, "First version", at, 4, state)
        if following := row.get("next"):
            for old, new in following["replace"].items():
                text = text.replace(old, new)
            self.write(
                document, text, following["change"], self.days.of(following),
                following["effective"], following["state"],
            )  # fmt: skip
        if retired := row.get("retired"):
            self.retire(version, retired["reason"], self.days.of(retired))

    def write(
        self, document: Document, text: str, change: str, at: datetime, days: int, state: str
    ) -> DocumentVersion:
        """A version on its way, as far as this state."""
        file = self.row.get("file")
        version = draft_version(
            document=document, text=text, change_reason=change, by=self.writer, at=at,
            effective_on=day_of(at + days * DAY),
            file=receive(file, (FILES / file).read_bytes()) if file else None,
        )  # fmt: skip
        reached = STATES.index(state)
        if reached >= 1:
            submit_version(version=version, by=self.writer, at=at + DAY / 6)
        if reached >= 2:
            self.approve(version, at + DAY)
        if reached >= 3:
            make_effective(version=version, by=CALENDAR, at=at + days * DAY)
        return version

    def approve(self, version: DocumentVersion, at: datetime) -> None:
        known = self.pen.attest(version, Meaning.REVIEWED, by=self.reviewer, at=at)
        review_version(version=version, by=self.reviewer, at=at, attested=known)
        at += DAY
        known = self.pen.attest(version, Meaning.APPROVED, by=self.approver, at=at)
        approve_version(version=version, by=self.approver, at=at, attested=known)

    def retire(self, version: DocumentVersion, reason: str, at: datetime) -> None:
        known = self.pen.attest(version, Meaning.APPROVED, by=self.approver, at=at)
        retire_document(version=version, reason=reason, by=self.approver, at=at, attested=known)
