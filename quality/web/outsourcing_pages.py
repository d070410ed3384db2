"""Outsourced activities: requested, approved with a signature, reported."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from integrity.web.forms import ChangeForm, CommandForm, TypedField
from people.models import Organisation, OrganisationKind, User
from people.permissions import Permission
from people.web.deed import Deed
from people.web.forms import day
from quality.commands.outsourcing import (
    approve_outsourcing,
    cancel_outsourcing,
    report_outsourcing,
    request_outsourcing,
)
from quality.gates.outsourcing import outsourcing_blockers
from quality.models import Outsourcing, SupplierKind
from quality.parts.actions import outsourcing_parts, outsourcing_row
from quality.parts.cases import address, state_of
from quality.web.case_deeds import manages, offer, owns
from quality.web.form_fields import lines, named_record, person
from quality.web.kinds import Kind, Offer, Signing, add_kind

ABOVE = _("Outsourced")


class RequestForm(CommandForm):
    title = TypedField(label=_("Title"))
    description = lines(_("What is done there"), _("And what goes there: a sample, an item."))
    organisation = forms.ModelChoiceField(
        Organisation.objects.exclude(kind=OrganisationKind.FACILITY), label=_("By")
    )
    kind = forms.ChoiceField(
        label=_("Approved as"),
        choices=[("", "–"), *Outsourcing._meta.get_field("kind").flatchoices],
    )  # fmt: skip
    item_code = TypedField(
        label=_("Test or service"), required=False,
        help_text=_("Its code, as the approval names it."),
    )  # fmt: skip
    record = TypedField(
        label=_("For the record"), required=False,
        help_text=_("The code of a batch, a sample, a lot or a room."),
    )  # fmt: skip
    owner = person()
    due_on = day(_("Due"), _("When its report is to be here."))
    use_required_attribute = False


class ReportForm(ChangeForm):
    report = lines(_("What came back"), _("And where the report is."))
    use_required_attribute = False


def new(request: HttpRequest) -> Deed:
    def act(typed: dict[str, Any], by: User, at: datetime) -> Outsourcing:
        given = {key: value for key, value in typed.items() if key != "command_id"}
        given["kind"] = SupplierKind(given["kind"])
        given["subject"] = named_record(by, given.pop("record"))
        return request_outsourcing.once(typed["command_id"], **given, by=by, at=at)

    return Deed(
        permission=Permission.DRAFT_AGREEMENT, title=_("Outsource an activity"),
        button=_("Request it"), form=RequestForm, act=act, back=address,
        done=_("It is requested. It goes out when QA has signed it."),
        parents=((ABOVE, reverse("outsourcing-list")),),
    )  # fmt: skip


def deed(title: Any, command: Any, done: Any, when: Any, **more: Any) -> Offer:
    return offer(title, command, "outsourcing", ABOVE, done, when, shows=outsourcing_parts, **more)


OUTSOURCED = add_kind(
    Kind(
        place=5, slug="outsourcing", model=Outsourcing, title=ABOVE, one=_("Outsourced activity"),
        icon="arrow", none=_("Nothing is outsourced"), parts=outsourcing_parts,
        row=outsourcing_row, state=state_of, new_title=_("Outsource an activity"), new=new,
        new_permission=Permission.DRAFT_AGREEMENT,
        signings={
            "approve": Signing(
                _("Approve the activity"), approve_outsourcing, "outsourcing",
                when=lambda one: one.state == "REQUESTED",
                blockers=lambda one, user, at: outsourcing_blockers(one, by=user, at=at),
                follows=_("It may then go there."),
            )
        },
        offers={
            "report": deed(
                _("Report received"), report_outsourcing, _("It is back."), owns("APPROVED"),
                form=ReportForm, next_in="APPROVED",
            ),
            "cancel": deed(
                _("Cancel the activity"), cancel_outsourcing,
                _("It does not go there; it is kept with the reason."),
                manages("REQUESTED", "APPROVED"), ends=True,
            ),
        },
        related=("owner", "raised_by", "closed_by", "organisation"),
        ended={"closed_at__isnull": True}, first="open",
    )
)  # fmt: skip
