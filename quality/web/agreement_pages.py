"""Agreements with sponsors and tenants: how they are drafted, signed, replaced and ended."""

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
from quality.commands.agreements import draft_agreement
from quality.commands.engagements import sign_engagement
from quality.gates.engagements import engagement_signing_blockers
from quality.models import Agreement, Service
from quality.parts.engagements import address, agreement_parts, agreement_row
from quality.web.ending import ending, standing_of
from quality.web.form_fields import CodesField, lines
from quality.web.kinds import Kind, Offer, Signing, add_kind


class AgreementForm(CommandForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.exclude(kind=OrganisationKind.FACILITY), label=_("With")
    )
    title = TypedField(label=_("Title"))
    services = forms.MultipleChoiceField(
        label=_("Services"), choices=Service.choices, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    scope = lines(_("Scope"), _("What is done, and what is not."))
    product_codes = CodesField(
        label=_("Products"), required=False,
        help_text=_("Codes with commas between them; empty means all within the scope."),
    )  # fmt: skip
    room_codes = CodesField(
        label=_("Rooms"), required=False,
        help_text=_("Codes with commas between them; empty means all within the scope."),
    )  # fmt: skip
    quality_agreement = TypedField(
        label=_("Quality agreement"),
        help_text=_("Its document number and version. Attach the document before QA signs."),
    )  # fmt: skip
    quality_from = day(_("Quality agreement in force from"), required=False)
    quality_until = day(
        _("Quality agreement in force until"), _("Empty means until it is replaced."),
        required=False,
    )  # fmt: skip
    valid_from = day(_("First day"))
    valid_until = day(_("Last day"), _("Empty means until it is ended."), required=False)
    use_required_attribute = False


def drafted(former: Agreement | None) -> Deed:
    def act(typed: dict[str, Any], by: User, at: datetime) -> Agreement:
        given = {key: value for key, value in typed.items() if key != "command_id"}
        given["services"] = [Service(one) for one in given["services"]]
        return draft_agreement.once(typed["command_id"], **given, replaces=former, by=by, at=at)

    initial = {} if former is None else {
        name: getattr(former, name) for name in AgreementForm.base_fields if name != "command_id"
    }  # fmt: skip
    parents: list[tuple[Any, str]] = [(_("Agreements"), reverse("agreements-list"))]
    if former is not None:
        parents.append((former.number, address(former)))
    return Deed(
        permission=Permission.DRAFT_AGREEMENT,
        title=_("New version") if former else _("New agreement"), button=_("Draft it"),
        form=AgreementForm, act=act, back=address, initial=initial, parents=tuple(parents),
        done=_("The agreement is drafted. It counts when QA has signed it."),
    )  # fmt: skip


def new(request: HttpRequest) -> Deed:
    return drafted(None)


AGREEMENTS = add_kind(
    Kind(
        place=6, slug="agreements", model=Agreement, title=_("Agreements"), one=_("Agreement"),
        icon="doc", none=_("There is no agreement yet"),
        parts=agreement_parts, row=agreement_row, state=standing_of,
        new_title=_("New agreement"), new=new, new_permission=Permission.DRAFT_AGREEMENT,
        signings={
            "sign": Signing(
                _("Sign the agreement"), sign_engagement, "engagement",
                when=lambda one: one.state == "DRAFT",
                blockers=lambda one, user, at: engagement_signing_blockers(one, at=at),
                follows=_("Work for this organisation may then begin, within its scope."),
            )
        },
        offers={
            "new-version": Offer(
                _("New version"), lambda one, user: drafted(one),
                lambda one, user: one.state == "SIGNED" and one.superseded_from is None
                and user.may(Permission.DRAFT_AGREEMENT),
            ),
            "end": ending(_("End the agreement"), "agreements", _("Agreements")),
        },
        related=("organisation", "drafted_by", "signed_by", "ended_by", "replaces"),
        due="valid_until", ended={"state": "SIGNED", "superseded_from__isnull": True},
        owner="drafted_by", is_case=False,
    )
)  # fmt: skip
