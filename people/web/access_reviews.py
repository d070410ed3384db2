"""The periodic review of access."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from integrity.models import Signature
from integrity.signatures.meanings import Meaning
from integrity.web.forms import CommandForm
from people.access_review_due import next_review_on
from people.commands.access_reviews import (
    Judgement,
    complete_access_review,
    judge_access,
    open_access_review,
)
from people.gates import completion_blockers
from people.models import AccessReview
from people.models.qualification import day_of
from people.permissions import Permission
from people.web.needs import needs, signed_in
from people.web.signing import SignForm, sign_form


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_PEOPLE)
def access_reviews(request: HttpRequest) -> HttpResponse:
    """All reviews; POST opens one."""
    user = signed_in(request)
    form = CommandForm(request.POST or None, initial={"command_id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        command_id = form.cleaned_data["command_id"]
        review = open_access_review.once(command_id, by=user, at=timezone.now())
        return redirect("access-review", review.number)
    context = {
        "reviews": AccessReview.objects.select_related("opened_by", "completed_by"),
        "is_open": AccessReview.objects.filter(completed_at__isnull=True).exists(),
        "next_on": next_review_on(),
        "today": day_of(timezone.now()),
        "form": form,
        "may_review": user.may(Permission.REVIEW_ACCESS),
        "tab": "access-reviews",
    }
    return render(request, "people/access_reviews.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_PEOPLE)
def access_review(request: HttpRequest, number: int) -> HttpResponse:
    """Every account of a review; POST keeps what was judged."""
    review = get_object_or_404(AccessReview.objects.select_related("opened_by"), number=number)
    form = CommandForm(request.POST or None, initial={"command_id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid() and _judged(request, review, form):
        messages.success(request, _("Kept."))
        return redirect("access-review", review.number)
    return show(request, review, form, status=form.status)


def show(
    request: HttpRequest,
    review: AccessReview,
    form: CommandForm | None = None,
    *,
    signing: SignForm | None = None,
    status: int,
) -> HttpResponse:
    """The page, with what was typed on it."""
    user, typed = signed_in(request), _judgements(request)
    lines = list(review.lines.select_related("user", "decided_by"))
    for line in lines:
        line.decision, line.note = typed.get(line.pk, (line.decision, line.note))
    context = {
        "review": review,
        "lines": lines,
        "blockers": completion_blockers(review),
        "form": form or CommandForm(initial={"command_id": uuid.uuid4()}),
        "may_review": user.may(Permission.REVIEW_ACCESS) and not review.completed_at,
        "signing": signing or sign_form(request, review),
        "meaning": Meaning.REVIEWED,
        "signatures": Signature.objects.of(review),
    }
    return render(request, "people/access_review.html", context, status=status)


@require_POST
@needs(Permission.VIEW_PEOPLE)
def complete(request: HttpRequest, number: int) -> HttpResponse:
    """QA signs, and completes the review; what was withdrawn ends."""
    review = get_object_or_404(AccessReview, number=number)
    signing = SignForm(request.POST)
    if not signing.sign(
        request, complete_access_review, lambda typed: {"review": review}, lambda key: review
    ):
        return show(request, review, signing=signing, status=signing.status)
    messages.success(request, _("The review is signed and completed."))
    return redirect("access-review", number)


def _judged(request: HttpRequest, review: AccessReview, form: CommandForm) -> AccessReview | None:
    return form.tried(
        lambda: judge_access.once(
            form.cleaned_data["command_id"], review=review, judgements=_judgements(request),
            by=signed_in(request), at=timezone.now(),
        )
    )  # fmt: skip


def _judgements(request: HttpRequest) -> dict[UUID, Judgement]:
    """What was typed, by line: decision-<id> and note-<id>."""
    named = (name for name in request.POST if name.startswith("note-"))
    typed: dict[UUID, Judgement] = {}
    for name in named:
        try:
            pk = UUID(name.removeprefix("note-"))
        except ValueError:
            continue
        typed[pk] = (request.POST.get(f"decision-{pk}", ""), request.POST[name])
    return typed
