"""What is signed of a version: its review, its approval, its periodic review, its retirement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.commands.approving import (
    approve_version,
    retire_document,
    review_periodically,
    review_version,
)
from documents.models import DocumentVersion
from integrity.commands import Command
from integrity.reasons import MOST
from people.web.signing import SignForm


class ReviewForm(SignForm):
    prefix_of_ids = "review"


class ApproveForm(SignForm):
    """With why it cannot wait, when it is effective before people had their time to train."""

    prefix_of_ids = "approve"
    field_order = ("reason", "who", "secret")
    reason = forms.CharField(
        label=_("Why it cannot wait"), max_length=MOST, required=False,
        help_text=_("Needed only when it is effective before people had their time to train."),
    )  # fmt: skip


class PeriodicForm(SignForm):
    """With what was looked at, when there is something to say."""

    prefix_of_ids = "periodic"
    field_order = ("note", "who", "secret")
    note = forms.CharField(label=_("What was found"), max_length=MOST, required=False)


class RetireForm(SignForm):
    prefix_of_ids = "retire"
    field_order = ("reason", "who", "secret")
    reason = forms.CharField(label=_("Reason"), max_length=MOST)


@dataclass(frozen=True)
class Dialog:
    """A signed command on the page of a version; `more` are its inputs besides the version."""

    form: type[SignForm]
    command: Command[..., DocumentVersion]
    done: Any
    more: Callable[[dict[str, Any]], dict[str, Any]] = lambda typed: {}


DIALOGS = {
    "review": Dialog(ReviewForm, review_version, _("The version is reviewed.")),
    "approve": Dialog(
        ApproveForm, approve_version, _("The version is approved."),
        lambda typed: {"reason": typed["reason"]},
    ),
    "periodic": Dialog(
        PeriodicForm, review_periodically, _("The periodic review is signed."),
        lambda typed: {"note": typed["note"]},
    ),
    "retire": Dialog(
        RetireForm, retire_document, _("The document is retired."),
        lambda typed: {"reason": typed["reason"]},
    ),
}  # fmt: skip
