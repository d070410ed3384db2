"""The pages of a document that ask for little: registering, altering, submitting, sending back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from documents.activities import ACTIVITIES
from documents.commands.approving import withdraw_version
from documents.commands.drafting import return_version, submit_version
from documents.commands.registering import (
    alter_document,
    assign_activities,
    register_document,
)
from documents.models import Document, DocumentKind, DocumentVersion
from documents.web.fetch import fetch_document, fetch_version
from integrity.web.forms import ChangeForm, CommandForm, TypedField
from people.models import Role, User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import ReasonForm
from people.web.needs import needs, signed_in

DOCUMENTS = _("Documents")


class Kept(forms.Form):
    """Who answers for a document, and how often it is reviewed."""

    owner = forms.ModelChoiceField(
        Role.objects.all(), label=_("Owner"), empty_label=_("choose one")
    )
    review_months = forms.IntegerField(
        label=_("Reviewed every"), initial=24, help_text=_("Months.")
    )


class RegisterForm(Kept, CommandForm):
    code = TypedField(label=_("Code"), help_text=_("Such as SOP-017; it never changes."))
    title = TypedField(label=_("Title"))
    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind.choices)
    field_order = ("code", "title", "kind", "owner", "review_months")
    use_required_attribute = False


class AlterForm(Kept, ChangeForm, ReasonForm):
    training_days = forms.IntegerField(
        label=_("Time to train"),
        help_text=_("Days from the approval of a version to its first day, at least."),
    )
    field_order = ("owner", "review_months", "training_days", "reason")


class GovernsForm(ChangeForm, ReasonForm):
    activities = forms.MultipleChoiceField(
        label=_("Nobody does this untrained"), required=False,
        choices=[(one.value, one.label) for one in ACTIVITIES],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    field_order = ("activities", "reason")


@require_http_methods(["GET", "POST"])
@needs(Permission.WRITE_DOCUMENT)
def document_new(request: HttpRequest) -> HttpResponse:
    """Gives a document its code; its first version is written next."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Document:
        return register_document.once(typed.pop("command_id"), **typed, by=by, at=at)

    deed = Deed(
        permission=Permission.WRITE_DOCUMENT, title=_("New document"), button=_("Go on to write"),
        form=RegisterForm, act=act, back=lambda made: reverse("document-draft", args=[made.code]),
        done=_("The document is registered."), parents=((DOCUMENTS, reverse("document-list")),),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.WRITE_DOCUMENT)
def document_alter(request: HttpRequest, code: str) -> HttpResponse:
    """Who answers for it, and how often it is reviewed."""
    document = fetch_document(request, code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Document:
        command_id = typed.pop("command_id")
        return alter_document.once(command_id, document=document, **typed, by=by, at=at)

    deed = Deed(
        permission=Permission.WRITE_DOCUMENT, title=_("Owner and intervals"), button=_("Save"),
        form=AlterForm, act=act, back=reverse("document", args=[code]), done=_("Kept."),
        record=document, parents=_parents(document),
        initial={
            "owner": document.owner_id, "review_months": document.review_months,
            "training_days": document.training_days,
        },
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.APPROVE_DOCUMENT)
def document_governs(request: HttpRequest, code: str) -> HttpResponse:
    """QA says which work nobody does without being trained on it."""
    document = fetch_document(request, code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Document:
        command_id = typed.pop("command_id")
        return assign_activities.once(command_id, document=document, **typed, by=by, at=at)

    deed = Deed(
        permission=Permission.APPROVE_DOCUMENT, title=_("What it governs"), button=_("Save"),
        form=GovernsForm, act=act, back=reverse("document", args=[code]), done=_("Kept."),
        record=document, parents=_parents(document), initial={"activities": document.governs},
        note=_(
            "Whoever does what is ticked is trained on the effective version. Steps of a batch "
            "name their procedures themselves."
        ),
    )  # fmt: skip
    return deed_page(request, deed)


@require_POST
@needs(Permission.WRITE_DOCUMENT)
def document_submit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The draft goes to review."""
    version, form = fetch_version(request, code, number), CommandForm(request.POST)
    if form.is_valid():
        submit_version.once(
            form.cleaned_data["command_id"], version=version, by=signed_in(request),
            at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("%(version)s is in review.") % {"version": version})
    return redirect("document-version", code, number)


@require_http_methods(["GET", "POST"])
@needs(Permission.REVIEW_DOCUMENT)
def document_return(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Back to the author, with what is to be done."""
    version = fetch_version(request, code, number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> DocumentVersion:
        reason, command_id = typed["reason"], typed["command_id"]
        return return_version.once(command_id, version=version, reason=reason, by=by, at=at)

    deed = Deed(
        permission=Permission.REVIEW_DOCUMENT, title=_("Send back to the author"),
        button=_("Send back"), form=ReasonForm, act=act, back=_page(version),
        done=_("It is a draft again."), parents=_parents(version.document),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.APPROVE_DOCUMENT)
def document_withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An approved version shall not become effective after all."""
    version = fetch_version(request, code, number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> DocumentVersion:
        reason, command_id = typed["reason"], typed["command_id"]
        return withdraw_version.once(command_id, version=version, reason=reason, by=by, at=at)

    deed = Deed(
        permission=Permission.APPROVE_DOCUMENT, title=_("Withdraw before it is effective"),
        button=_("Withdraw"), form=ReasonForm, act=act, back=_page(version), ends=True,
        done=_("It will not become effective."), parents=_parents(version.document),
    )  # fmt: skip
    return deed_page(request, deed)


def _page(version: DocumentVersion) -> str:
    return reverse("document-version", args=[version.document.code, version.number])


def _parents(document: Document) -> tuple[tuple[Any, str], ...]:
    page = reverse("document", args=[document.code])
    return (DOCUMENTS, reverse("document-list")), (document.code, page)
