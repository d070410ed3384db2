"""Complaints: received, linked to the deviation they found, answered, closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from integrity.web.forms import ChangeForm, CommandForm, TypedField
from people.models import Organisation, User
from people.permissions import Permission
from people.web.deed import Deed
from people.web.forms import day
from quality.commands.complaints import (
    answer_complaint,
    close_complaint,
    link_complaint,
    receive_complaint,
)
from quality.gates.cases import complaint_closing_blockers
from quality.models import Classification, Complaint, Deviation
from quality.parts.actions import complaint_parts, complaint_row
from quality.parts.cases import address, state_of
from quality.parts.shapes import Part
from quality.web.capa_pages import opens_for
from quality.web.case_deeds import manages, offer, owns
from quality.web.form_fields import code_of, lines, named_record, one_of, person
from quality.web.kinds import Kind, Offer, Signing, add_kind

ABOVE = _("Complaints")


class ComplaintForm(CommandForm):
    title = TypedField(label=_("Title"))
    organisation = forms.ModelChoiceField(Organisation.objects.all(), label=_("From"))
    about = TypedField(label=_("Product and batch"), help_text=_("As they are named there."))
    record = TypedField(
        label=_("Batch or lot"), required=False,
        help_text=_("Its code, when it is one of ours: its product is then known."),
    )  # fmt: skip
    product_code = code_of("product", _("Product"))
    description = lines(_("Complaint"), _("A code, never a patient's name."))
    received_on = day(_("Received"))
    classification = forms.ChoiceField(label=_("Class"), choices=one_of(Classification))
    owner = person()
    use_required_attribute = False


class LinkForm(ChangeForm):
    deviation = forms.ModelChoiceField(
        Deviation.objects.all(), label=_("Deviation"), to_field_name="number",
        widget=forms.TextInput, help_text=_("Its number, such as DEV-26-0001."),
    )  # fmt: skip


class AnswerForm(ChangeForm):
    answer = lines(_("Answer"), _("What was found, and what is answered."))
    use_required_attribute = False


def new(request: HttpRequest) -> Deed:
    def act(typed: dict[str, Any], by: User, at: datetime) -> Complaint:
        given = {key: value for key, value in typed.items() if key != "command_id"}
        given["classification"] = Classification(given["classification"])
        given["subject"] = named_record(by, given.pop("record"))
        return receive_complaint.once(typed["command_id"], **given, by=by, at=at)

    return Deed(
        permission=Permission.RAISE_DEVIATION, title=_("Record a complaint"),
        button=_("Record it"), form=ComplaintForm, act=act, back=address,
        done=_("The complaint is recorded."), parents=((ABOVE, reverse("complaints-list")),),
    )  # fmt: skip


def complained(complaint: Complaint, at: datetime) -> list[Part]:
    """What was complained of, and what was found so far."""
    return complaint_parts(complaint, at)[:2]


def deed(title: Any, command: Any, done: Any, when: Any, **more: Any) -> Offer:
    return offer(title, command, "complaint", ABOVE, done, when, **more)


COMPLAINTS = add_kind(
    Kind(
        place=4,
        slug="complaints", model=Complaint, title=ABOVE, one=_("Complaint"), icon="comment",
        none=_("There is no complaint yet"), parts=complaint_parts, row=complaint_row,
        state=state_of, new_title=_("Record a complaint"), new=new,
        new_permission=Permission.RAISE_DEVIATION,
        signings={
            "close": Signing(
                _("Close the complaint"), close_complaint, "complaint",
                when=lambda one: one.state == "ANSWERED",
                blockers=lambda one, user, at: complaint_closing_blockers(one),
            )
        },
        offers={
            "link": deed(
                _("Name its deviation"), link_complaint, _("The deviation is named."),
                manages("RECEIVED", "ANSWERED"), form=LinkForm, shows=complained,
            ),
            "capa": opens_for("RECEIVED", "ANSWERED"),
            "answer": deed(
                _("Answer"), answer_complaint, _("The answer is recorded."), owns("RECEIVED"),
                form=AnswerForm, next_in="RECEIVED", shows=complained,
            ),
        },
        related=("owner", "raised_by", "closed_by", "organisation", "deviation"),
        ended={"closed_at__isnull": True}, first="open",
    )
)  # fmt: skip
