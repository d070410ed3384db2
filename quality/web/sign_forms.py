"""Sign dialogs of quality that ask for more than who signs."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from integrity.web.forms import TypedField
from people.web.forms import day
from people.web.signing import SignForm
from quality.web.form_fields import lines


class ReasonSignForm(SignForm):
    """A signature with its reason."""

    reason = TypedField(label=_("Reason"), widget=forms.Textarea({"rows": 2}))
    field_order = ("reason", "who", "secret")
    use_required_attribute = False


class CheckSignForm(SignForm):
    """Whether an action helped, and what was seen."""

    is_effective = forms.TypedChoiceField(
        label=_("Did it help?"), choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda typed: typed == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    finding = lines(_("What the check found"), rows=3)
    check_on = day(_("Checked again from"), _("Only when it did not help."), required=False)
    field_order = ("is_effective", "finding", "check_on", "who", "secret")
    use_required_attribute = False
