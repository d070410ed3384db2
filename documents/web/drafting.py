"""Writing a version: a text in the browser, or a PDF."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from documents.commands.drafting import draft_version, edit_draft
from documents.gates import draft_blockers, edit_blockers
from documents.models import DocumentVersion
from documents.uploads import receive_upload
from documents.web.fetch import fetch_document, fetch_version
from integrity.web.forms import ChangeForm, CommandForm, TypedField
from people.models.qualification import day_of
from people.permissions import Permission
from people.web.forms import day
from people.web.needs import needs, signed_in

REVIEW_TIME = timedelta(days=14)


class Written(forms.Form):
    """What every form of a version asks."""

    change_reason = TypedField(label=_("What changes, and why"))
    effective_on = day(
        _("Effective from"), _("Not before this day; until then people train on it.")
    )
    text = TypedField(
        label=_("Text"),
        help_text=_("# heading, **bold**, *emphasis*, - list, 1. list, | table |, > quote."),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
        strip=False,
        required=False,
    )
    file = forms.FileField(label=_("Or a PDF"), required=False, allow_empty_file=True)


class DraftForm(Written, CommandForm):
    use_required_attribute = False


class EditForm(Written, ChangeForm):
    use_required_attribute = False


@require_http_methods(["GET", "POST"])
@needs(Permission.WRITE_DOCUMENT)
def document_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Begins the next version with the text of the effective one."""
    document = fetch_document(request, code)
    last = document.versions.effective().first()
    initial = {
        "command_id": uuid.uuid4(),
        "text": last.text if last else "",
        "effective_on": day_of(
            timezone.now() + REVIEW_TIME + timedelta(days=document.training_days)
        ),
    }
    form = DraftForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = form.tried(
            lambda: draft_version.once(
                form.cleaned_data["command_id"], document=document, **_typed(request, form)
            )
        )
        if made is not None:
            return onward(request, made)
    context = {"document": document, "form": form, "blockers": draft_blockers(document)}
    return render(request, "documents/draft.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@needs(Permission.WRITE_DOCUMENT)
def document_edit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Goes on writing in a draft."""
    version = fetch_version(request, code, number)
    initial = {
        "command_id": uuid.uuid4(), "version": version.version, "text": version.text,
        "effective_on": version.effective_on, "change_reason": version.change_reason,
    }  # fmt: skip
    form = EditForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = form.tried(
            lambda: edit_draft.once(
                form.cleaned_data["command_id"], version=form.seen(version),
                **_typed(request, form),
            )
        )  # fmt: skip
        if made is not None:
            return onward(request, made)
    context = {
        "document": version.document, "version": version, "form": form,
        "blockers": edit_blockers(version),
    }  # fmt: skip
    return render(request, "documents/draft.html", context, status=form.status)


def onward(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    made = get_object_or_404(DocumentVersion.objects.select_related("document"), pk=version.pk)
    messages.success(
        request,
        _("%(version)s is kept. Submit it when it is ready.") % {"version": made},
        extra_tags=f"draft:document:{made.document.code}",
    )
    return redirect("document-version", made.document.code, made.number)


def _typed(request: HttpRequest, form: CommandForm) -> dict[str, Any]:
    typed = form.cleaned_data
    return {
        "text": typed["text"],
        "change_reason": typed["change_reason"],
        "effective_on": typed["effective_on"],
        "file": receive_upload(typed["file"]) if typed["file"] else None,
        "by": signed_in(request),
        "at": timezone.now(),
    }
