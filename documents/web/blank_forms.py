"""Numbered copies of forms: issuing them, printing them, taking them back."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from documents import forms_on_paper
from documents.commands.blank_forms import issue_forms, return_form, void_form
from documents.form_gates import issue_blockers
from documents.models import BlankForm, FormState
from documents.uploads import receive_upload
from documents.web.serving import as_attachment, as_pdf
from integrity.web.forms import CommandForm, TypedField
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import ReasonForm
from people.web.needs import needs, signed_in

ROWS = 50
FORMS = _("Forms on paper")


class IssueForm(CommandForm):
    issued_to = forms.ModelChoiceField(
        User.objects.filter(is_active=True, memberships__organisation__kind="FACILITY").distinct(),
        label=_("Issued to"),
    )
    purpose = TypedField(label=_("What for"), help_text=_("Such as the batch or the day."))
    copies = forms.IntegerField(label=_("How many copies"), initial=1)
    use_required_attribute = False


class ReturnForm(CommandForm):
    file = forms.FileField(label=_("Scan or photo"), allow_empty_file=True)
    use_required_attribute = False


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def blank_forms(request: HttpRequest) -> HttpResponse:
    """Every copy, the newest first, with how many are out, back and void."""
    seen = BlankForm.objects.visible_to(signed_in(request))
    asked = {name: request.GET.get(name, "").strip() for name in ("state", "words")}
    rows = seen.select_related("issued_to", "rendition")
    if asked["words"]:
        rows = rows.filter(Q(number__icontains=asked["words"]) | Q(title__icontains=asked["words"]))
    counts = rows.aggregate(
        **{name.lower(): Count("pk", filter=Q(state=name)) for name in FormState.values}
    )
    if asked["state"] in FormState.values:
        rows = rows.filter(state=asked["state"])
    context = {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")), "asked": asked,
        "states": FormState, "counts": counts, "tab": "forms",
    }  # fmt: skip
    return render(request, "documents/blank_forms.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.ISSUE_FORM)
def form_issue(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """Numbers copies of a form and hands them to somebody."""
    subject = forms_on_paper.seen_by(signed_in(request), kind, key)
    if subject is None:
        raise Http404

    def act(typed: dict[str, Any], by: User, at: datetime) -> BlankForm:
        return issue_forms.once(typed.pop("command_id"), subject=subject, **typed, by=by, at=at)

    page = forms_on_paper.source_of(subject).page(subject)
    blockers = " ".join(str(one.message) for one in issue_blockers(subject))
    deed = Deed(
        permission=Permission.ISSUE_FORM, title=_("Issue on paper"), button=_("Issue"),
        form=IssueForm, act=act, done=_("Issued; print it when the PDF is made."), note=blockers,
        back=lambda made: reverse("blank-form", args=[made.number]),
        parents=((str(subject), page),),
    )  # fmt: skip
    return deed_page(request, deed)


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def blank_form(request: HttpRequest, number: str) -> HttpResponse:
    """One copy: to whom it was issued, its PDF, how it came back."""
    form = fetch_form(request, number)
    subject = forms_on_paper.seen_by(signed_in(request), form.subject_type, form.subject_id)
    context = {
        "form": form,
        "subject_page": forms_on_paper.source_of(subject).page(subject) if subject else "",
        "others": BlankForm.objects.filter(of=form.of).order_by("serial")[:ROWS],
        "may_issue": signed_in(request).may(Permission.ISSUE_FORM),
    }
    return render(request, "documents/blank_form_page.html", context)


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def blank_form_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The copy to be printed out, while it is not back."""
    form = fetch_form(request, number)
    if form.rendition is None or form.state != FormState.ISSUED:
        raise Http404
    return as_pdf(form.rendition)


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def blank_form_file(request: HttpRequest, number: str) -> HttpResponse:
    """What came back."""
    form = fetch_form(request, number)
    if form.file is None:
        raise Http404
    return as_attachment(form.file)


@require_http_methods(["GET", "POST"])
@needs(Permission.ISSUE_FORM)
def blank_form_return(request: HttpRequest, number: str) -> HttpResponse:
    """The copy came back, with its scan."""
    found = fetch_form(request, number)
    form = ReturnForm(
        request.POST or None, request.FILES or None, initial={"command_id": uuid.uuid4()}
    )
    if request.method == "POST" and form.is_valid() and _returned(request, found, form):
        messages.success(request, _("%(form)s is back.") % {"form": found})
        return redirect("blank-form", number)
    context = {"copy": found, "form": form}
    return render(request, "documents/blank_form_return.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@needs(Permission.ISSUE_FORM)
def blank_form_void(request: HttpRequest, number: str) -> HttpResponse:
    """Spoiled, not used, or not to be found."""
    form = fetch_form(request, number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> BlankForm:
        return void_form.once(typed.pop("command_id"), form=form, **typed, by=by, at=at)

    page = reverse("blank-form", args=[number])
    deed = Deed(
        permission=Permission.ISSUE_FORM, title=_("Make void"), button=_("Make void"), act=act,
        form=ReasonForm, back=page, done=_("It is void."), ends=True,
        parents=((FORMS, reverse("blank-forms")), (number, page)),
    )  # fmt: skip
    return deed_page(request, deed)


def fetch_form(request: HttpRequest, number: str) -> BlankForm:
    rows = BlankForm.objects.visible_to(signed_in(request)).select_related(
        "issued_to", "issued_by", "ended_by", "rendition", "file"
    )
    return get_object_or_404(rows, number=number)


def _returned(request: HttpRequest, found: BlankForm, form: ReturnForm) -> BlankForm | None:
    typed = form.cleaned_data
    return form.tried(
        lambda: return_form.once(
            typed["command_id"], form=found, file=receive_upload(typed["file"]),
            by=signed_in(request), at=timezone.now(),
        )
    )  # fmt: skip
