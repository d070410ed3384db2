"""The forms of the first run: files to look at, and the word to load them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.reading import TABLES
from cgtlims.first_run.upload import BROUGHT
from integrity.web.forms import CommandForm, TypedField

ENDINGS = ",".join(f".{one}" for one in (*TABLES, *BROUGHT))


class ManyFiles(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile[bytes]]:
        return list(files.getlist(name))


class LookForm(forms.Form):
    chosen = forms.Field(
        label=_("Files"),
        widget=ManyFiles(attrs={"multiple": True, "accept": ENDINGS}),
        help_text=_("CSV and YAML with rows, PDF and TXT that documents name; all at once."),
        error_messages={"required": _("Choose at least one file with rows.")},
    )
    use_required_attribute = False

    @property
    def status(self) -> int:
        return 422 if self.errors else 200


class LoadForm(CommandForm):
    """Loads what was shown, and says why."""

    ticket = forms.CharField(widget=forms.HiddenInput)
    reason = TypedField(
        label=_("Reason"), max_length=300, help_text=_("Stands in the trail of every record.")
    )
    use_required_attribute = False
