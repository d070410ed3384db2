"""The forms of printers and label sheets."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.models import Dots
from documents.web.label_forms import millimetres
from integrity.web.forms import ChangeForm, CommandForm, TypedField


class OfPrinter(CommandForm):
    name = TypedField(label=_("Name"))
    place = TypedField(label=_("Room or place"), required=False)
    width = millimetres(_("Width of a label"))
    height = millimetres(_("Height of a label"))
    use_required_attribute = False


class ZplFields(OfPrinter):
    host = TypedField(label=_("IP address"))
    port = forms.IntegerField(label=_("Port"), initial=9100)
    dpi = forms.TypedChoiceField(label=_("Resolution"), coerce=int, choices=Dots.choices)


class SheetFields(OfPrinter):
    columns = forms.IntegerField(label=_("Labels beside each other"))
    rows = forms.IntegerField(label=_("Labels below each other"))
    left = millimetres(_("From the left edge to the first label"))
    top = millimetres(_("From the top edge to the first label"))
    step_x = millimetres(_("From one label to the one beside it"))
    step_y = millimetres(_("From one label to the one below it"))


class New(CommandForm):
    code = TypedField(label=_("Code"), help_text=_("Such as PR-RECEIPT; it never changes."))
    field_order = ("code",)


class Alter(ChangeForm):
    reason = TypedField(label=_("Reason"))


class NewZpl(ZplFields, New):
    pass


class NewSheet(SheetFields, New):
    pass


class AlterZpl(Alter, ZplFields):
    pass


class AlterSheet(Alter, SheetFields):
    pass
