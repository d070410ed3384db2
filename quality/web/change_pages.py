"""Changes: proposed, assessed, approved with a signature, implemented, closed."""

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
from quality.commands.changes import (
    approve_change,
    assess_change,
    close_change,
    implement_change,
    link_change,
    propose_change,
    reject_change,
)
from quality.gates.cases import approval_blockers, change_closing_blockers
from quality.models import Area, ChangeControl, ChangeState, closing_of
from quality.parts.actions import change_parts, change_row
from quality.parts.cases import address, state_of
from quality.web.case_deeds import manages, offer, owns
from quality.web.form_fields import lines, one_of, person, record_typed
from quality.web.kinds import Kind, Offer, Signing, add_kind

ABOVE, NAME = _("Changes"), _("Name a record")


class ChangeProposal(CommandForm):
    title = TypedField(label=_("Title"))
    description = lines(_("What is changed"), _("As it is now, and as it will be."))
    why = lines(_("Why"), rows=2)
    areas = forms.MultipleChoiceField(
        label=_("What it may bear on"), choices=Area.choices, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    owner = person()
    due_on = day(_("Due"))
    use_required_attribute = False


class AssessChangeForm(ChangeForm):
    area = forms.ChoiceField(label=_("Area"), choices=one_of(Area))
    assessment = lines(_("Assessment"), _("What it means for this area, and what is needed."))
    use_required_attribute = False


class NameForm(ChangeForm):
    record = TypedField(
        label=_("Record"), help_text=_("Its code: a master record, a batch, a room, a deviation.")
    )
    use_required_attribute = False


class NameLaterForm(NameForm):
    """After the approval: it was not named when it was approved, so it is said why now."""

    reason = TypedField(label=_("Reason"), help_text=_("It was approved without this record."))


class ImplementForm(ChangeForm):
    implementation = lines(_("How it was made"), _("And where that can be seen."))
    use_required_attribute = False


def new(request: HttpRequest) -> Deed:
    def act(typed: dict[str, Any], by: User, at: datetime) -> ChangeControl:
        given = {key: value for key, value in typed.items() if key != "command_id"}
        return propose_change.once(typed["command_id"], **given, by=by, at=at)

    return Deed(
        permission=Permission.RAISE_DEVIATION, title=_("Propose a change"),
        button=_("Propose it"), form=ChangeProposal, act=act, back=address,
        done=_("The change is proposed."), parents=((ABOVE, reverse("changes-list")),),
    )  # fmt: skip


def linking(change: ChangeControl, user: User) -> Deed:
    """Names a record by its code, whatever kind it is of."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> ChangeControl:
        subject = record_typed(by, typed["record"])
        return link_change.once(
            typed["command_id"], change=change, subject=subject, reason=typed.get("reason", ""),
            by=by, at=at,
        )  # fmt: skip

    page = address(change)
    form = NameForm if change.state == ChangeState.PROPOSED else NameLaterForm
    return Deed(
        permission=Permission.RAISE_DEVIATION, title=NAME, button=NAME, form=form, act=act,
        template="quality/deed.html", shows={"before": change_parts(change, timezone.now())[:1]},
        back=page, done=_("The record is named."), record=change,
        note=f"{change.number}: {change.title}",
        parents=((ABOVE, reverse("changes-list")), (change.number, page)),
    )  # fmt: skip


def deed(title: Any, command: Any, done: Any, when: Any, **more: Any) -> Offer:
    return offer(title, command, "change", ABOVE, done, when, **more)


def works(*states: str) -> Any:
    """To everybody who works, in these states."""
    return lambda one, user: one.state in states and user.may(Permission.RAISE_DEVIATION)


CHANGES = add_kind(
    Kind(
        place=3, slug="changes", model=ChangeControl, title=ABOVE, one=_("Change"), icon="refresh",
        none=_("There is no change yet"), parts=change_parts, row=change_row, state=state_of,
        new_title=_("Propose a change"), new=new, new_permission=Permission.RAISE_DEVIATION,
        signings={
            "approve": Signing(
                _("Approve the change"), approve_change, "change",
                when=lambda one: one.state == "PROPOSED",
                blockers=lambda one, user, at: approval_blockers(one, by=user),
                follows=_("It may then be made."),
            ),
            "close": Signing(
                _("Close the change"), close_change, "change", keyed=True, about=closing_of,
                when=lambda one: one.state == "IMPLEMENTED",
                blockers=lambda one, user, at: change_closing_blockers(one, by=user),
                follows=_("You sign for how it was made, and for what was named since."),
            ),
        },
        offers={
            "assess": deed(
                _("Assess an area"), assess_change, _("It is assessed."), works("PROPOSED"),
                form=AssessChangeForm, next_in="PROPOSED", shows=change_parts,
            ),
            "link": Offer(NAME, linking, works("PROPOSED", "APPROVED", "IMPLEMENTED")),
            "implement": deed(
                _("Report it made"), implement_change, _("It is reported made."),
                owns("APPROVED"), form=ImplementForm, next_in="APPROVED", shows=change_parts,
            ),
            "reject": deed(
                _("Reject"), reject_change, _("It is not made, and kept with the reason."),
                manages("PROPOSED"), ends=True, shows=change_parts,
            ),
        },
        related=("owner", "raised_by", "closed_by", "implemented_by"), first="open",
        ended={"closed_at__isnull": True},
    )
)  # fmt: skip
