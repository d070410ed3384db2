"""From whom the demo facility takes: suppliers and hospitals, approved by QA on an audit."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from cgtlims.demo.agreements import attach_agreement
from cgtlims.demo.pen import Pen
from integrity.actors import Actor
from integrity.signatures.meanings import Meaning
from people.commands.organisations import register_organisation
from people.models import OrganisationKind, User
from people.models.qualification import day_of
from quality.commands.agreements import draft_supplier_approval
from quality.commands.engagements import sign_engagement
from quality.models import SupplierKind

FILE = Path(__file__).with_suffix(".yaml")


def make_suppliers(users: dict[str, User], pen: Pen, setup: Actor, founded: datetime) -> None:
    """Drafted by the facility's manager, signed by QA; one waits for its signature."""
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for place, row in enumerate(rows, start=1):
        organisation = register_organisation(
            code=row["code"], name=row["name"], is_fictitious=True, by=setup, at=founded,
            kind=OrganisationKind(row.get("organisation", "SUPPLIER")),
        )  # fmt: skip
        drafted = draft_supplier_approval(
            organisation=organisation, kind=SupplierKind(row["kind"]), title=row["scope"],
            scope=f"{row['scope']}, as ordered.", audit_evidence=f"AUD-25-{place:03}",
            valid_from=day_of(founded), conditions="Changes are told 90 days before.",
            quality_agreement=row.get("quality_agreement", ""),
            quality_from=day_of(founded) if "quality_agreement" in row else None,
            by=users["nbakker"], at=founded,
        )  # fmt: skip
        if "quality_agreement" in row:
            attach_agreement(drafted, row["quality_agreement"], users["nbakker"], founded)
        if row.get("signed", True):
            quality = users["mlindqvist"]
            known = pen.attest(drafted, Meaning.APPROVED, by=quality, at=founded)
            sign_engagement(engagement=drafted, by=quality, at=founded, attested=known)
