"""What may be done to an account, each on its own page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.commands.badges import give_badge
from people.commands.closing import change_details, close_account, reopen_account
from people.commands.erasure import decline_erasure, erase_personal_values
from people.commands.factors import take_factors
from people.commands.lockout import unlock_account
from people.commands.memberships import give_role
from people.commands.qualifications import record_qualification
from people.commands.secrets import clear_pin
from people.commands.single_sign_on import link_account, unlink_account
from people.factors import described, factors_of
from people.models import User
from people.web import forms
from people.web.deed import Deed


def of(user: User, title: Any, button: Any, command: Any, form: Any, **more: Any) -> Deed:
    """The page of a command whose first input is the account, and whose others are typed."""

    def act(typed: dict[str, Any], by: User, at: Any) -> Any:
        inputs = {"user": user, **typed}
        return command.once(inputs.pop("command_id"), **inputs, by=by, at=at)

    page = reverse("person", args=[user.username])
    return Deed(
        permission=command.permission, title=title, button=button, form=form, act=act, back=page,
        done=_("Recorded for %(user)s.") % {"user": user},
        parents=((_("People"), reverse("people")), (user.display_name, page)), **more,
    )  # fmt: skip


def details(user: User) -> Deed:
    initial = {"display_name": user.display_name, "email": user.email}
    return of(
        user, _("Change name and address"), _("Change"), change_details, forms.DetailsForm,
        initial=initial, record=user,
    )  # fmt: skip


def erasure(user: User) -> Deed:
    def decided(typed: dict[str, Any], by: User, at: Any) -> Any:
        command = erase_personal_values if typed.pop("decision") == "ERASE" else decline_erasure
        return command.once(typed.pop("command_id"), user=user, **typed, by=by, at=at)

    deed = of(
        user, _("Decide on erasure"), _("Record the decision"), erase_personal_values,
        forms.ErasureForm, ends=True,
        note=_(
            "Erased for good: the e-mail address, also of old, sign-in keys and sessions. Kept, as"
            " the law of GMP asks: user name, printed name, and everything the person did."
        ),
    )  # fmt: skip
    return replace(deed, act=decided)


def lost_factors(user: User) -> Deed:
    held = [(one.pk, described(one)) for one in factors_of(user)]
    return of(
        user, _("Take second factors away"), _("Take them away"), take_factors,
        forms.FactorsForm, given={"held": held}, ends=True,
        note=_(
            "Be sure who it is. What you choose opens the account no more, every session of the "
            "person ends, and the person is told. Recovery codes go with the last other factor; "
            "then the password alone opens the account until another one is set up."
        ),
    )  # fmt: skip


DEEDS: dict[str, Callable[[User], Deed]] = {
    "change": details,
    "give-role": lambda user: of(
        user, _("Give a role"), _("Give the role"), give_role, forms.GiveRoleForm
    ),
    "give-badge": lambda user: of(
        user, _("Give a badge"), _("Give the badge"), give_badge, forms.BadgeForm
    ),
    "qualify": lambda user: of(
        user, _("Record a qualification"), _("Record it"), record_qualification,
        forms.QualificationForm,
    ),
    "unlock": lambda user: of(
        user, _("Unlock the account"), _("Unlock"), unlock_account, forms.ReasonForm
    ),
    "clear-pin": lambda user: of(
        user, _("Take the PIN away"), _("Take it away"), clear_pin, forms.ReasonForm, ends=True,
        note=_("The person sets a new one; nobody else can."),
    ),
    "take-factors": lost_factors,
    "link": lambda user: of(
        user, _("Link to single sign-on"), _("Link it"), link_account, forms.LinkForm,
        note=_(
            "Be sure who it is: whoever the service calls by this identifier comes in as this "
            "person. Somebody not linked yet is shown the identifier after signing in there."
        ),
    ),
    "unlink": lambda user: of(
        user, _("Unlink from single sign-on"), _("Unlink it"), unlink_account, forms.ReasonForm,
        ends=True,
        note=_("Every session of the person ends. The password opens the account as before."),
    ),
    "close": lambda user: of(
        user, _("Close the account"), _("Close the account"), close_account, forms.ReasonForm,
        ends=True, note=_("It is never deleted, and its user name is never given again."),
    ),
    "erase": erasure,
    "reopen": lambda user: of(
        user, _("Open the account again"), _("Open it"), reopen_account, forms.ReasonForm
    ),
}  # fmt: skip
