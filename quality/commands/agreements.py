"""Agreements with sponsors and tenants, and approvals of suppliers: written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import Blocker, refuse_if
from integrity.texts import one_line, text_blockers
from people.models import Organisation, OrganisationKind, User
from people.permissions import Permission
from quality.gates.engagements import draft_blockers
from quality.models import Agreement, Service, SupplierApproval, SupplierKind
from quality.numbering import next_number
from quality.texts import paragraph_blockers, paragraphs


@command(permission=Permission.DRAFT_AGREEMENT)
def draft_agreement(
    *,
    organisation: Organisation,
    title: str,
    services: Iterable[Service],
    scope: str,
    quality_agreement: str,
    quality_from: date,
    valid_from: date,
    by: User,
    at: datetime,
    valid_until: date | None = None,
    quality_until: date | None = None,
    product_codes: Iterable[str] = (),
    room_codes: Iterable[str] = (),
    replaces: Agreement | None = None,
) -> Agreement:
    """Writes down what is agreed with a sponsor or tenant; it counts when QA has signed it."""
    agreement = Agreement(
        organisation=organisation, title=one_line(title), services=sorted(set(services)),
        scope=paragraphs(scope), quality_agreement=one_line(quality_agreement),
        quality_from=quality_from, quality_until=quality_until,
        product_codes=_codes(product_codes), room_codes=_codes(room_codes),
        valid_from=valid_from, valid_until=valid_until, replaces=replaces,
        drafted_at=at, drafted_by=by,
    )  # fmt: skip
    refuse_if([*draft_blockers(agreement), *_agreement_blockers(agreement)])
    agreement.number = next_number(Agreement, at)
    agreement.save(force_insert=True)
    details = {"with": organisation.code, "services": agreement.services}
    say("agreement.drafted", about=agreement, details=details)
    return agreement


@command(permission=Permission.DRAFT_AGREEMENT)
def draft_supplier_approval(
    *,
    organisation: Organisation,
    kind: SupplierKind,
    title: str,
    scope: str,
    audit_evidence: str,
    valid_from: date,
    by: User,
    at: datetime,
    valid_until: date | None = None,
    conditions: str = "",
    quality_agreement: str = "",
    quality_from: date | None = None,
    quality_until: date | None = None,
    item_codes: Iterable[str] = (),
    replaces: SupplierApproval | None = None,
) -> SupplierApproval:
    """Writes down what an organisation may deliver or test; it counts when QA has signed it."""
    approval = SupplierApproval(
        organisation=organisation, kind=kind, title=one_line(title), scope=paragraphs(scope),
        audit_evidence=one_line(audit_evidence), conditions=paragraphs(conditions),
        item_codes=_codes(item_codes), valid_from=valid_from, valid_until=valid_until,
        quality_agreement=one_line(quality_agreement), quality_from=quality_from,
        quality_until=quality_until, replaces=replaces, drafted_at=at, drafted_by=by,
    )  # fmt: skip
    refuse_if([*draft_blockers(approval), *_approval_blockers(approval)])
    approval.number = next_number(SupplierApproval, at)
    approval.save(force_insert=True)
    details = {"with": organisation.code, "kind": kind}
    say("supplier_approval.drafted", about=approval, details=details)
    return approval


def _codes(typed: Iterable[str]) -> list[str]:
    return sorted({one_line(code) for code in typed if code.strip()})


def _agreement_blockers(agreement: Agreement) -> Iterator[Blocker]:
    if not agreement.services:
        yield Blocker(
            "NO_SERVICE",
            _("It names no service."),
            clears=_("Accepted: %(services)s.") % {"services": ", ".join(map(str, Service.labels))},
            field="services",
        )
    if agreement.organisation.kind == OrganisationKind.FACILITY:
        yield Blocker(
            "WITH_OURSELVES",
            _("%(who)s is the facility itself.") % {"who": agreement.organisation},
            clears=_("Accepted: any other organisation."),
            field="organisation",
        )


def _approval_blockers(approval: SupplierApproval) -> Iterator[Blocker]:
    yield from text_blockers(SupplierApproval, audit_evidence=approval.audit_evidence)
    yield from paragraph_blockers(optional=True, conditions=approval.conditions)
