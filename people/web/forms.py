"""The forms of people's pages: shape here, rules in the commands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from integrity.web.forms import ChangeForm, CommandForm, TypedField
from people.models import Organisation, OrganisationKind, QualificationKind, Role
from people.permissions import Permission
from people.releases import Difference


def day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def moment(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateTimeField:
    """An instant, typed in the facility's zone."""
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=label, help_text=help_text, required=required, widget=widget,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )  # fmt: skip


def secret(label: Any, autocomplete: str, help_text: Any = "") -> TypedField:
    widget = forms.PasswordInput({"autocomplete": autocomplete})
    return TypedField(label=label, help_text=help_text, widget=widget, strip=False)


def permission_choices() -> list[tuple[str, Any]]:
    return [(one.value, one.label) for one in Permission if one.is_given]


class ReasonForm(CommandForm):
    reason = TypedField(label=_("Reason"))
    use_required_attribute = False


class ErasureForm(ReasonForm):
    """What was decided on a request for erasure, and why."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("", "–"),
            ("ERASE", _("Erase what may go")),
            ("KEEP", _("Keep all of it")),
        ],
    )
    field_order = ("decision", "reason")


class PersonForm(CommandForm):
    username = TypedField(label=_("User name"), help_text=_("Never changes and is never reused."))
    display_name = TypedField(label=_("Name"), help_text=_("As it is printed beside signatures."))
    email = forms.CharField(label=_("E-mail address"), required=False)
    password = secret(
        _("First password"), "new-password",
        _("At least 12 characters; the person chooses another at the first sign-in."),
    )  # fmt: skip
    use_required_attribute = False


class DetailsForm(ChangeForm, ReasonForm):
    display_name = TypedField(label=_("Name"))
    email = forms.CharField(label=_("E-mail address"), required=False)
    field_order = ("display_name", "email", "reason")


class FactorsField(forms.TypedMultipleChoiceField):
    """Takes any key: which are there is the command's to say, also at the second tap."""

    def valid_value(self, value: str) -> bool:
        return value.isdecimal()


class FactorsForm(ReasonForm):
    """Which of the second factors that the account has."""

    factors = FactorsField(
        label=_("Second factors"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )  # fmt: skip
    field_order = ("factors", "reason")

    def __init__(self, *args: Any, held: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = self.fields["factors"]
        choices.choices = held  # type: ignore[attr-defined]


class LinkForm(ReasonForm):
    subject = TypedField(
        label=_("Identifier at the service"), help_text=_("Exactly as the person was shown it.")
    )
    field_order = ("subject", "reason")


class GiveRoleForm(CommandForm):
    role = forms.ModelChoiceField(Role.objects.all(), label=_("Role"), empty_label=_("choose one"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("Organisation"), empty_label=_("choose one")
    )
    valid_from = moment(_("From"), _("Empty means from now."), required=False)
    valid_until = moment(_("Until"), _("Empty means for good."), required=False)


class WithdrawForm(ChangeForm, ReasonForm):
    """Ends what was shown."""


class EndForm(WithdrawForm):
    until = moment(_("Until"), _("Empty means now."), required=False)
    field_order = ("until", "reason")


class BadgeForm(CommandForm):
    serial = TypedField(label=_("Serial"), help_text=_("Scan the badge into this field."))
    use_required_attribute = False


class QualificationForm(CommandForm):
    kind = forms.ModelChoiceField(
        QualificationKind.objects.all(), label=_("Qualification"), empty_label=_("choose one")
    )
    achieved_on = day(_("Achieved on"))
    expires_on = day(_("Expires on"), _("Empty means as long as its kind holds."), required=False)
    evidence = TypedField(label=_("Evidence"), help_text=_("Where it can be found."))
    use_required_attribute = False


class KindForm(forms.Form):
    """What every form of a kind of qualification asks."""

    title = TypedField(label=_("Title"))
    months = forms.IntegerField(
        label=_("Holds for"), required=False, help_text=_("Months; empty means for good.")
    )
    warning_days = forms.IntegerField(
        label=_("Warn before its end"), initial=30, help_text=_("Days.")
    )


class DefineKindForm(KindForm, CommandForm):
    code = TypedField(label=_("Code"))
    field_order = ("code", "title", "months", "warning_days")
    use_required_attribute = False


class AlterKindForm(KindForm, ChangeForm, ReasonForm):
    field_order = ("title", "months", "warning_days", "reason")


class OrganisationForm(forms.Form):
    """What every form of an organisation asks."""

    name = TypedField(label=_("Name"))
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)


class RegisterForm(OrganisationForm, CommandForm):
    code = TypedField(label=_("Code"), help_text=_("Never changes."))
    field_order = ("code", "name", "kind")
    use_required_attribute = False


class AlterOrganisationForm(OrganisationForm, ChangeForm, ReasonForm):
    field_order = ("name", "kind", "reason")


ANY, STRONG = "any", "strong"


class RoleForm(forms.Form):
    """What every form of a role asks."""

    title = TypedField(label=_("Title"))
    strong_signature = forms.TypedChoiceField(
        label=_("Its holders sign"), coerce=lambda typed: typed == STRONG,
        choices=[(ANY, _("on tablets also with a PIN")),
                 (STRONG, _("with password or security key only"))],
        widget=forms.RadioSelect, initial=ANY,
    )  # fmt: skip
    permissions = forms.MultipleChoiceField(
        label=_("Permissions"), choices=permission_choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class AlterRoleForm(RoleForm, ChangeForm, ReasonForm):
    """Marks the permissions in which the role differs from this release's, if it does."""

    field_order = ("title", "strong_signature", "permissions", "reason")

    def __init__(self, *args: Any, difference: Difference | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.difference = difference
        if difference:
            marked = [
                (code, _marked(code, label, difference)) for code, label in permission_choices()
            ]
            self.fields["permissions"].choices = marked  # type: ignore[attr-defined]


MARKED = '<span>{} <span class="crit">{}</span></span>'


def _marked(code: str, label: Any, difference: Difference) -> Any:
    if code in difference.lacks:
        return format_html(MARKED, label, _("held in this release"))
    if code in difference.adds:
        return format_html(MARKED, label, _("not held in this release"))
    return label


class DefineRoleForm(RoleForm, CommandForm):
    code = TypedField(label=_("Code"))
    field_order = ("code", "title", "strong_signature", "permissions")
    use_required_attribute = False


class TabletForm(CommandForm):
    code = TypedField(label=_("Code"), help_text=_("On the tablet's back, such as TAB-01."))
    name = TypedField(label=_("Name"), help_text=_("Where it belongs."))
    px_per_mm = forms.DecimalField(
        label=_("Pixels for a millimetre"), max_digits=6, decimal_places=3, localize=False
    )
    use_required_attribute = False


class PinForm(CommandForm):
    password = secret(_("Your password"), "current-password")
    pin = secret(_("New PIN"), "new-password", _("6 to 12 digits, not repeated, not in order."))
    again = secret(_("New PIN once more"), "new-password")
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("pin") != typed.get("again"):
            self.add_error("again", _("This is not the same PIN."))
        return typed
