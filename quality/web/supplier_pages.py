"""Approvals of suppliers and contract laboratories."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from integrity.web.forms import CommandForm, TypedField
from people.models import Organisation, OrganisationKind, User
from people.permissions import Permission
from people.web.deed import Deed
from people.web.forms import day
from quality.commands.agreements import draft_supplier_approval
from quality.commands.engagements import sign_engagement
from quality.gates.engagements import engagement_signing_blockers
from quality.models import SupplierApproval, SupplierKind
from quality.parts.engagements import address, supplier_parts, supplier_row
from quality.web.ending import ending, standing_of
from quality.web.form_fields import CodesField, lines, one_of
from quality.web.kinds import Kind, Offer, Signing, add_kind


class ApprovalForm(CommandForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.exclude(kind=OrganisationKind.FACILITY), label=_("Organisation")
    )
    kind = forms.ChoiceField(label=_("Approved as"), choices=one_of(SupplierKind))
    title = TypedField(label=_("Title"))
    scope = lines(_("Scope"), _("What it may deliver or test."))
    item_codes = CodesField(
        label=_("Materials or tests"), required=False,
        help_text=_("Codes with commas between them; empty means all within the scope."),
    )  # fmt: skip
    audit_evidence = TypedField(
        label=_("Evidence of the audit"), help_text=_("Where its report can be found.")
    )
    conditions = lines(_("Conditions"), rows=3, required=False)
    quality_agreement = TypedField(
        label=_("Quality agreement"), required=False,
        help_text=_(
            "Its document number and version: needed for what is tested or done there. Attach the "
            "document before QA signs."
        ),
    )  # fmt: skip
    quality_from = day(_("Quality agreement in force from"), required=False)
    quality_until = day(
        _("Quality agreement in force until"), _("Empty means until it is replaced."),
        required=False,
    )  # fmt: skip
    valid_from = day(_("First day"))
    valid_until = day(_("Last day"), _("Empty means until it is ended."), required=False)
    use_required_attribute = False


def drafted(former: SupplierApproval | None) -> Deed:
    def act(typed: dict[str, Any], by: User, at: datetime) -> SupplierApproval:
        given = {key: value for key, value in typed.items() if key != "command_id"}
        given["kind"] = SupplierKind(given["kind"])
        return draft_supplier_approval.once(
            typed["command_id"], **given, replaces=former, by=by, at=at
        )

    initial = {} if former is None else {
        name: getattr(former, name) for name in ApprovalForm.base_fields if name != "command_id"
    }  # fmt: skip
    parents: list[tuple[Any, str]] = [(_("Suppliers"), reverse("suppliers-list"))]
    if former is not None:
        parents.append((former.number, address(former)))
    return Deed(
        permission=Permission.DRAFT_AGREEMENT,
        title=_("New version") if former else _("New approval"), button=_("Draft it"),
        form=ApprovalForm, act=act, back=address, initial=initial, parents=tuple(parents),
        done=_("The approval is drafted. It counts when QA has signed it."),
    )  # fmt: skip


def new(request: HttpRequest) -> Deed:
    return drafted(None)


SUPPLIERS = add_kind(
    Kind(
        place=7,
        slug="suppliers", model=SupplierApproval, title=_("Suppliers"), one=_("Supplier approval"),
        icon="box", none=_("No supplier is approved yet"),
        parts=supplier_parts, row=supplier_row, state=standing_of,
        new_title=_("New approval"), new=new, new_permission=Permission.DRAFT_AGREEMENT,
        signings={
            "sign": Signing(
                _("Approve the supplier"), sign_engagement, "engagement",
                when=lambda one: one.state == "DRAFT",
                blockers=lambda one, user, at: engagement_signing_blockers(one, at=at),
                follows=_("It may then deliver or test, within its scope."),
            )
        },
        offers={
            "new-version": Offer(
                _("New version"), lambda one, user: drafted(one),
                lambda one, user: one.state == "SIGNED" and one.superseded_from is None
                and user.may(Permission.DRAFT_AGREEMENT),
            ),
            "end": ending(_("End the approval"), "suppliers", _("Suppliers")),
        },
        related=("organisation", "drafted_by", "signed_by", "ended_by", "replaces"),
        due="valid_until", ended={"state": "SIGNED", "superseded_from__isnull": True},
        owner="drafted_by", is_case=False,
    )
)  # fmt: skip
