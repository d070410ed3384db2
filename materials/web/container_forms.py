"""The forms of what is done with a container."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from integrity.web.fields import DecimalField, one_of
from integrity.web.forms import CommandForm, TypedField
from materials.models import Container, EdgeKind, LotKind, Material, MovementKind, Product
from measures.numbers import parse_decimal
from measures.problems import ValueProblem
from measures.units import UNITS
from people.models import User
from people.web.forms import ReasonForm, day

OFF = (MovementKind.WASTED, MovementKind.SAMPLED)
OUTCOMES = (MovementKind.USED, MovementKind.RETURNED, *OFF)
MADE = (LotKind.MADE, LotKind.MASTER_BANK, LotKind.WORKING_BANK)
HOW = (EdgeKind.CONSUMED, EdgeKind.DERIVED, EdgeKind.POOLED, EdgeKind.SAMPLED)


def named(*kinds: Any) -> list[tuple[str, Any]]:
    return [(kind.value, kind.label) for kind in kinds]


class AmountForm(CommandForm):
    """A quantity in the unit of the container."""

    quantity = DecimalField(label=_("Quantity"))
    use_required_attribute = False

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"].help_text = unit


class PurposeForm(AmountForm):
    purpose = TypedField(label=_("For"), help_text=_("A batch by its number, or what it is for."))


class OffForm(AmountForm, ReasonForm):
    kind = one_of(_("What becomes of it"), named(*OFF))
    field_order = ("kind", "quantity", "reason")


class OutcomeForm(AmountForm):
    kind = one_of(_("What became of it"), named(*OUTCOMES))
    reason = forms.CharField(
        label=_("Reason"), required=False, help_text=_("Needed for what was wasted.")
    )
    field_order = ("kind", "quantity", "reason")


class CountForm(ReasonForm):
    """What is really there."""

    counted = DecimalField(label=_("Counted"))
    field_order = ("counted", "reason")

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counted"].help_text = unit


class PlaceForm(CommandForm):
    place = TypedField(label=_("Place"), help_text=_("Freezer, rack, position."))
    use_required_attribute = False


class SplitForm(CommandForm):
    containers = forms.IntegerField(label=_("Into containers"), min_value=1, max_value=500)
    each = DecimalField(label=_("In each"))
    use_required_attribute = False


class MakeForm(AmountForm):
    """A lot that is made of this container, and of others when they are named."""

    others = forms.CharField(
        label=_("And of these"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: the container’s code, a blank, the quantity."),
    )  # fmt: skip
    how = one_of(_("How"), named(*HOW))
    purpose = forms.CharField(
        label=_("For"), required=False, max_length=200,
        help_text=_("A batch by its number, or what it is for; needed for vials of a cell bank."),
    )  # fmt: skip
    of = forms.ChoiceField(label=_("What is made"))
    number = forms.CharField(
        label=_("Number of the lot"), required=False, max_length=40,
        help_text=_("Empty: the next number is given."),
    )  # fmt: skip
    kind = one_of(_("Kind of lot"), named(*MADE))
    unit = one_of(_("Unit"), [(one.code, one.symbol) for one in UNITS.values()])
    containers = forms.IntegerField(label=_("Containers"), min_value=1, max_value=500, initial=1)
    each = DecimalField(label=_("In each"))
    expires_on = day(_("Expires on"), _("Empty when it does not."), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.things: dict[str, Material | Product] = {
            f"{type(one)._meta.model_name}:{one.pk}": one
            for one in (
                *Product.objects.visible_to(user), *Material.objects.visible_to(user),
            )
        }  # fmt: skip
        named_things = ((key, f"{one.code} {one.name}") for key, one in self.things.items())
        choices = [("", "–"), *named_things]
        self.fields["of"].choices = choices  # type: ignore[attr-defined]

    def clean_of(self) -> Material | Product:
        return self.things[self.cleaned_data["of"]]

    def clean_others(self) -> list[tuple[Container, Decimal]]:
        lines = [line.split() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        return [self._taken(line) for line in lines]

    def _taken(self, words: list[str]) -> tuple[Container, Decimal]:
        known = Container.objects.visible_to(self.user).select_related("lot__material")
        container = known.filter(code__iexact=words[0]).first()
        if container is None or len(words) != 2:
            raise ValidationError(
                _("“%(line)s” is no container with a quantity.") % {"line": " ".join(words)}
            )
        try:
            return container, parse_decimal(words[1])
        except ValueProblem as problem:
            raise ValidationError(str(problem)) from None
