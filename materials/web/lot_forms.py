"""The forms of deliveries and of QA's decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from integrity.web.fields import DecimalField, one_of
from integrity.web.forms import CommandForm, TypedField
from materials.models import ApprovedSource, DonorTests, Material, Order
from people.models import Organisation, OrganisationKind
from people.web.forms import ReasonForm, day, moment
from people.web.signing import SignForm

NOT_DAMAGED, DAMAGED = "no", "yes"
OWN = "own"


class ReceiptForm(CommandForm):
    """What came, as its papers and labels state it."""

    source = forms.ModelChoiceField(ApprovedSource.objects.none(), label=_("From"))
    order = forms.ModelChoiceField(
        Order.objects.none(), label=_("Order"), required=False,
        help_text=_("Empty when it was not ordered."),
    )  # fmt: skip
    label = forms.CharField(
        label=_("Supplier’s label"), required=False, max_length=200,
        help_text=_(
            "Scan its GS1 code, or its ISBT 128 codes one after the other: lot, donation and expiry"
            " are read and compared."
        ),
    )  # fmt: skip
    supplier_lot = forms.CharField(label=_("Supplier’s lot"), required=False)
    expires_on = day(_("Expires on"), _("Empty when it does not."), required=False)
    containers = forms.IntegerField(label=_("Containers"), min_value=1, max_value=500, initial=1)
    each = DecimalField(label=_("In each"))
    is_damaged = forms.ChoiceField(
        label=_("Damage"), help_text=_("Look at it first, then choose."),
        choices=[(NOT_DAMAGED, _("Undamaged")), (DAMAGED, _("Damaged"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    coldest = DecimalField(
        label=_("Lowest temperature on the way"), required=False, help_text=_("In °C.")
    )
    warmest = DecimalField(
        label=_("Highest temperature on the way"), required=False, help_text=_("In °C.")
    )
    owner = forms.ChoiceField(
        label=_("Belongs to"), help_text=_("What is a sponsor’s needs an agreement."),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
    use_required_attribute = False

    def __init__(self, *args: Any, sources: Any, material: Material, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sponsors = Organisation.objects.filter(kind=OrganisationKind.SPONSOR).order_by("name")
        self.sponsors = {str(one.pk): one for one in sponsors}
        named = [(key, one.name) for key, one in self.sponsors.items()]
        owners = [("", "–"), (OWN, _("The facility")), *named]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]
        orders = Order.objects.open().filter(lines__source__in=sources).distinct()
        self.fields["order"].queryset = orders  # type: ignore[attr-defined]
        self.fields["each"].help_text = material.measured_in.symbol
        if accepted := material.accepted_temperatures:
            for name in ("coldest", "warmest"):
                self.fields[name].help_text = _("In °C; accepted is %(range)s.") % {
                    "range": accepted
                }
        if material.is_of_human_origin:
            self.fields |= human_fields()

    def clean_owner(self) -> Organisation | None:
        """Chosen, never left open: none is the facility's own."""
        return self.sponsors.get(self.cleaned_data["owner"])


def human_fields() -> dict[str, forms.Field]:
    """What is asked of human starting material besides (Part IV 7.3)."""
    return {
        "donation_code": TypedField(
            label=_("Donation code"),
            help_text=_("21 characters, or the 40 of the Single European Code."),
        ),
        "donor_code": TypedField(label=_("Donor code"), help_text=_("A code, never a name.")),
        "donor_tests": one_of(_("Tests of the donor"), DonorTests.choices),
        "collected_at": moment(_("Collected at"), required=False),
    }


class ReleaseForm(SignForm):
    """What the lot is released on."""

    certificate = TypedField(
        label=_("Certificate"), help_text=_("Its number, or where it can be found.")
    )
    assessment = forms.CharField(
        label=_("Assessment"), required=False, max_length=500,
        help_text=_("Why it may be used in spite of what was found; needed when something was."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    field_order = ("certificate", "assessment", "who", "secret")


class WhyForm(SignForm):
    """A signature with its reason."""

    prefix_of_ids = "why"

    reason = TypedField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ("reason", "who", "secret")


class RetestForm(ReasonForm):
    retest_on = day(_("Good until"), _("The last day before it is tested again."))
    certificate = TypedField(label=_("Certificate"))
    field_order = ("retest_on", "certificate", "reason")


class DonorTestsForm(ReasonForm):
    donor_tests = one_of(_("Tests of the donor"), DonorTests.choices)
    field_order = ("donor_tests", "reason")
