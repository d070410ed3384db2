"""The forms of products, materials, sources and orders: shape here, rules in the commands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from integrity.web.fields import DecimalField, one_of
from integrity.web.forms import ChangeForm, CommandForm, TypedField
from materials.commands.sources import DELIVERS
from materials.models import AtmpKind, Containment, LegalBasis, MaterialKind
from measures.units import UNITS
from people.models import Organisation, OrganisationKind
from people.web.forms import ReasonForm, day

YES_NO = (("yes", _("Autologous: one batch for one patient")), ("no", _("Allogeneic")))


class ProductParts(forms.Form):
    name = TypedField(label=_("Name"))
    kind = one_of(_("Kind of ATMP"), AtmpKind.choices)
    legal_bases = forms.MultipleChoiceField(
        label=_("Legal bases"), choices=LegalBasis.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    vector = forms.CharField(
        label=_("Viral vector"), required=False, max_length=60,
        help_text=_("One name for one vector: products of different vectors never share a room."),
    )  # fmt: skip
    containment = forms.ChoiceField(
        label=_("Containment that it needs"), choices=Containment.choices, required=False,
        initial=Containment.NONE, help_text=_("For work with GMOs."),
    )  # fmt: skip
    use_required_attribute = False


class ProductForm(ProductParts, CommandForm):
    code = TypedField(label=_("Code"), help_text=_("Never changes."))
    sponsor = forms.ModelChoiceField(
        Organisation.objects.filter(kind__in=[OrganisationKind.SPONSOR, OrganisationKind.FACILITY]),
        label=_("Sponsor"),
    )
    is_autologous = forms.ChoiceField(
        label=_("Donor and patient"), choices=YES_NO, widget=forms.RadioSelect
    )
    field_order = (
        "code",
        "name",
        "sponsor",
        "kind",
        "is_autologous",
        "legal_bases",
        "vector",
        "containment",
    )


class AlterProductForm(ProductParts, ChangeForm, ReasonForm):
    field_order = ("name", "kind", "legal_bases", "vector", "containment", "reason")


def whole(label: Any, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, required=False)


class MaterialParts(forms.Form):
    name = TypedField(label=_("Name"))
    specification = forms.CharField(
        label=_("Specification"), required=False, max_length=40,
        help_text=_("Code of the controlled document; lots are released while it is effective."),
    )  # fmt: skip
    needs_certificate = forms.BooleanField(
        label=_("Released on a certificate that is attached as a file"), required=False
    )
    retest_months = whole(_("Tested again after"), _("Months; empty means never."))
    open_hours = whole(_("Good once opened"), _("Hours; empty means until its expiry."))
    thaw_hours = whole(_("Good once thawed"), _("Hours; empty means until its expiry."))
    coldest = DecimalField(
        label=_("Lowest temperature on the way"), required=False, help_text=_("In °C.")
    )
    warmest = DecimalField(
        label=_("Highest temperature on the way"), required=False, help_text=_("In °C.")
    )
    collection_hours = whole(
        _("Longest since collection"), _("Hours, for human starting material.")
    )
    reorder_level = DecimalField(
        label=_("Reorder level"), required=False,
        help_text=_("Purchasing is told when less than this may be used."),
    )  # fmt: skip
    use_required_attribute = False


class MaterialForm(MaterialParts, CommandForm):
    code = TypedField(label=_("Code"), help_text=_("Never changes."))
    kind = one_of(_("Kind"), MaterialKind.choices)
    unit = one_of(
        _("Unit"), [(one.code, f"{one.symbol} ({one.code})") for one in UNITS.values()],
        _("Every quantity of it is in this unit; it never changes."),
    )  # fmt: skip
    field_order = ("code", "name", "kind", "unit")


class AlterMaterialForm(MaterialParts, ChangeForm, ReasonForm):
    """All of a material that may change."""


class SourceForm(CommandForm):
    supplier = forms.ModelChoiceField(
        Organisation.objects.filter(kind__in=DELIVERS), label=_("Supplier")
    )
    their_code = TypedField(label=_("Their number for it"))
    valid_from = day(_("Approved from"))
    valid_until = day(_("Until"), _("Empty means for good."), required=False)
    use_required_attribute = False


class KeepForm(CommandForm):
    quantity = DecimalField(label=_("Quantity"))
    purpose = TypedField(label=_("For"), help_text=_("A batch by its number, or what it is for."))
    use_required_attribute = False
