"""The forms of orders: from whom, and how much of what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from integrity.web.fields import DecimalField
from integrity.web.forms import CommandForm, TypedField
from materials.commands.orders import field_of
from materials.models import ApprovedSource, Product
from people.models import Organisation
from people.web.forms import day

OWN = "own"


class SupplierForm(forms.Form):
    """Which supplier the order goes to; sent as an address."""

    supplier = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Supplier"), to_field_name="code"
    )
    material = forms.CharField(widget=forms.HiddenInput, required=False)
    use_required_attribute = False

    def __init__(self, suppliers: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["supplier"].queryset = suppliers  # type: ignore[attr-defined]


class OrderForm(CommandForm):
    """A number, whom it is for, and a quantity for each material of the supplier."""

    number = TypedField(label=_("Number of the order"))
    product = forms.ChoiceField(
        label=_("For"), help_text=_("What is ordered for a sponsor needs an agreement."),
    )  # fmt: skip
    expected_on = day(
        _("Expected on"), _("The day that the supplier named; empty when it named none."),
        required=False,
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, sources: Sequence[ApprovedSource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.products = {
            str(one.pk): one for one in Product.objects.select_related("sponsor").order_by("code")
        }
        named = [(key, f"{one.code}, {one.sponsor}") for key, one in self.products.items()]
        choices = [("", "–"), (OWN, _("The facility’s own stock")), *named]
        self.fields["product"].choices = choices  # type: ignore[attr-defined]
        self.lines = [field_of(source) for source in sources]
        for source in sources:
            material = source.material
            self.fields[field_of(source)] = DecimalField(
                label=f"{material.code} {material.name}", required=False,
                help_text=_("In %(unit)s; their number %(theirs)s.")
                % {"unit": material.measured_in.symbol, "theirs": source.their_code},
            )  # fmt: skip

    def clean_product(self) -> Product | None:
        """Chosen, never left open: what is for a sponsor passes its agreement."""
        return self.products.get(self.cleaned_data["product"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and all(typed.get(name) is None for name in self.lines):
            raise ValidationError(_("Enter how much is ordered of at least one material."))
        return typed
