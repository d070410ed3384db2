"""CAPA: opened by QA, done by its owner, checked and closed by QA."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integrity.web.forms import ChangeForm, CommandForm, TypedField
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed
from people.web.forms import day
from quality.commands.capa import (
    cancel_capa,
    check_capa,
    close_capa,
    open_capa,
    report_capa_done,
)
from quality.gates.cases import cancelling_blockers, capa_closing_blockers, check_blockers
from quality.models import Capa, CapaKind, Complaint, Deviation, check_of
from quality.parts.actions import capa_parts, capa_row, complaint_parts
from quality.parts.cases import address, state_of
from quality.parts.deviations import happened, investigation
from quality.parts.shapes import Part
from quality.web.case_deeds import manages, offer, owns
from quality.web.form_fields import lines, one_of, person
from quality.web.kinds import Kind, Offer, Signing, add_kind
from quality.web.sign_forms import CheckSignForm, ReasonSignForm

ABOVE = _("CAPA")


class CapaForm(CommandForm):
    title = TypedField(label=_("Title"))
    kind = forms.ChoiceField(label=_("Kind"), choices=one_of(CapaKind))
    description = lines(_("Action"))
    owner = person()
    due_on = day(_("Due"))
    criterion = lines(_("It helped when"), _("What will be seen, and where."), rows=2)
    check_on = day(_("Checked from"), _("The first day on which its effect can be seen."))
    use_required_attribute = False


class DoneForm(ChangeForm):
    evidence = lines(_("Evidence"), _("Where it can be seen that it is done."))
    use_required_attribute = False


def new(request: HttpRequest) -> Deed:
    return opening()


def opening(origin: Deviation | Complaint | None = None) -> Deed:
    """For what it is opened, when it is for something."""
    of = {} if origin is None else {origin.noun: origin}
    parents: list[tuple[Any, str]] = [(ABOVE, reverse("capa-list"))]
    if origin is not None:
        parents = [(origin.number, address(origin))]

    def act(typed: dict[str, Any], by: User, at: datetime) -> Capa:
        given = {key: value for key, value in typed.items() if key != "command_id"}
        return open_capa.once(typed["command_id"], **given, **of, by=by, at=at)  # type: ignore[arg-type]

    return Deed(
        permission=Permission.MANAGE_QUALITY, title=_("Open a CAPA"), button=_("Open it"),
        form=CapaForm, act=act, back=address, done=_("The CAPA is open."),
        note=f"{origin.number}: {origin.title}" if origin else "", parents=tuple(parents),
        template="quality/deed.html", shows={"before": found_of(origin)},
    )  # fmt: skip


def found_of(origin: Deviation | Complaint | None) -> list[Part]:
    """What was found, against which something is to be done."""
    if isinstance(origin, Deviation):
        return list(investigation(origin)) or [Part(_("What happened"), list(happened(origin)))]
    return complaint_parts(origin, timezone.now())[:2] if origin else []


def opens_for(*states: str) -> Offer:
    """On the record of a deviation or a complaint, to quality assurance."""
    return Offer(_("Open a CAPA"), lambda one, user: opening(one), manages(*states))


def deed(title: Any, command: Any, done: Any, when: Any, **more: Any) -> Offer:
    return offer(title, command, "capa", ABOVE, done, when, **more)


CAPA = add_kind(
    Kind(
        place=2, slug="capa", model=Capa, title=ABOVE, one=_("CAPA"), icon="undo",
        none=_("There is no CAPA yet"), parts=capa_parts, row=capa_row, state=state_of,
        new_title=_("Open a CAPA"), new=new, new_permission=Permission.MANAGE_QUALITY,
        signings={
            "cancel": Signing(
                _("Cancel the CAPA"), cancel_capa, "capa", ends=True,
                when=lambda one: one.state == "OPEN", form=ReasonSignForm, typed=("reason",),
                blockers=lambda one, user, at: cancelling_blockers(one),
                follows=_("It is kept with the reason. Who owns what it is for is told."),
            ),
            "check": Signing(
                _("Check its effect"), check_capa, "capa", keyed=True, about=check_of,
                when=lambda one: one.state == "DONE", form=CheckSignForm,
                typed=("is_effective", "finding", "check_on"),
                blockers=lambda one, user, at: check_blockers(one, by=user, at=at),
                follows=_("When it did not help, it is open again."),
            ),
            "close": Signing(
                _("Close the CAPA"), close_capa, "capa",
                when=lambda one: one.state == "EFFECTIVE",
                blockers=lambda one, user, at: capa_closing_blockers(one, by=user),
            )
        },
        offers={
            "done": deed(
                _("Report it done"), report_capa_done, _("It is reported done."), owns("OPEN"),
                form=DoneForm, next_in="OPEN", shows=capa_parts,
            ),
        },
        related=("owner", "raised_by", "closed_by", "done_by", "deviation", "complaint"),
        first="open",
        ended={"closed_at__isnull": True},
    )
)  # fmt: skip
