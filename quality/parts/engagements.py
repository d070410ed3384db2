"""What is shown of agreements and of approvals of suppliers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from quality.models import Agreement, Engagement, SupplierApproval
from quality.parts.shapes import Fact, Part, listed

PAGES = {Agreement: "agreements", SupplierApproval: "suppliers"}


def address(engagement: Engagement) -> str:
    return reverse(f"{PAGES[type(engagement)]}-record", args=[engagement.number])


def agreement_parts(agreement: Agreement, at: datetime) -> list[Part]:
    what = [
        Fact(_("With"), agreement.organisation.name),
        Fact(_("Services"), ", ".join(agreement.service_labels)),
        Fact(_("Products"), listed(agreement.product_codes, _("all within the scope"))),
        Fact(_("Rooms"), listed(agreement.room_codes, _("all within the scope"))),
        Fact(_("Scope"), agreement.scope),
    ]
    return [
        Part(_("What is agreed"), what),
        Part(_("Quality agreement"), list(quality(agreement, at))),
        Part(_("Validity"), list(validity(agreement))),
    ]


def supplier_parts(approval: SupplierApproval, at: datetime) -> list[Part]:
    what = [
        Fact(_("Organisation"), approval.organisation.name),
        Fact(_("Approved as"), approval.get_kind_display()),
        Fact(_("Materials or tests"), listed(approval.item_codes, _("all within the scope"))),
        Fact(_("Scope"), approval.scope),
        Fact(_("Evidence of the audit"), approval.audit_evidence),
        Fact(_("Conditions"), approval.conditions or "–"),
    ]
    parts = [Part(_("What is approved"), what)]
    if approval.needs_quality_agreement or approval.quality_agreement:
        parts.append(Part(_("Quality agreement"), list(quality(approval, at))))
    return [*parts, Part(_("Validity"), list(validity(approval)))]


def quality(one: Engagement, at: datetime) -> Iterator[Fact]:
    """Its document, its own days, and the files that QA signs with it."""
    standing = one.quality_standing(at)
    word = standing.label if one.quality_agreement else _("None is named")
    yield Fact(_("Document"), one.quality_agreement or "–")
    yield Fact(_("State"), word, sign=standing.sign)
    if one.quality_from:
        yield Fact(_("In force from"), day=one.quality_from)
    if one.quality_until:
        yield Fact(_("In force until"), day=one.quality_until)
    files = ", ".join(f"{each.file.name} ({each.file.sha256[:16]})" for each in one.documents())
    yield Fact(_("Files signed with it"), files or _("none yet"))


def validity(one: Engagement) -> Iterator[Fact]:
    yield Fact(_("First day"), day=one.valid_from)
    if one.valid_until:
        yield Fact(_("Last day"), day=one.valid_until)
    else:
        yield Fact(_("Last day"), _("none: until it is ended"))
    if one.replaces:
        yield Fact(_("Replaces"), one.replaces.number, url=address(one.replaces), code=True)
    if one.superseded_from:
        yield Fact(_("Superseded from"), day=one.superseded_from)
    yield Fact(_("Drafted by"), one.drafted_by.display_name)
    yield Fact(_("Drafted"), at=one.drafted_at)
    if one.ended_by:
        yield Fact(_("Ended by"), one.ended_by.display_name)
        yield Fact(_("Ended"), at=one.ended_at)
        yield Fact(_("Reason"), one.ended_reason)


def agreement_row(one: Agreement, at: datetime) -> list[Fact]:
    return [*_head(one), Fact(_("Services"), ", ".join(one.service_labels)), *_tail(one, at)]


def supplier_row(one: SupplierApproval, at: datetime) -> list[Fact]:
    return [*_head(one), Fact(_("Approved as"), one.get_kind_display()), *_tail(one, at)]


def _head(one: Engagement) -> Iterator[Fact]:
    yield Fact(_("Number"), one.number, url=address(one), code=True)
    yield Fact(_("Title"), one.title)
    yield Fact(_("With"), one.organisation.name)


def _tail(one: Engagement, at: datetime) -> Iterator[Fact]:
    standing = one.standing(at)
    yield Fact(_("State"), standing.label, sign=standing.sign)
    yield Fact(_("Owner"), one.drafted_by.display_name)
    yield Fact(_("Last day"), day=one.valid_until) if one.valid_until else Fact(_("Last day"), "–")
