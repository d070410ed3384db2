"""The trail of one record and its parts, and its review as a signed act."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from cgtlims.web.trail.access import for_readers, reader
from cgtlims.web.trail.pages import page_shown
from integrity.models import Record, TrailReview
from integrity.signatures.meanings import Meaning
from integrity.trail.names import Named, names_of
from integrity.trail.paging import page_of
from integrity.trail.review import kinds, review_of, trail_of_record
from integrity.trail.showing import shown
from people.commands.trail import review_trail
from people.permissions import Permission
from people.web.needs import signed_in
from people.web.signing import SignForm, sign_form

LATEST, ROWS = 3, 3


class ReviewForm(SignForm):
    """What was found, in words, beside the signature."""

    field_order = ("note", "who", "secret")

    note = forms.CharField(
        label=_("What you found"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


@require_safe
@for_readers()
def record_page(request: HttpRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """Everything that happened to a record, also after it was deleted."""
    return show(request, kind, key, status=200)


def show(
    request: HttpRequest,
    kind: str,
    key: uuid.UUID,
    *,
    signing: SignForm | None = None,
    status: int,
) -> HttpResponse:
    """The page, with the dialog that signs a review of it for who may."""
    model = kind_of(kind)
    named = names_of([(model, str(key))]).get((model, str(key)))
    context = page_shown(request, trail_of_record(kind, key), {"record": f"{kind}/{key}"})
    if named is None and not context["events"]:
        raise Http404
    context |= {
        "kind": capfirst(str(model._meta.verbose_name)),
        "named": named or Named(str(key)),
        "is_there": named is not None,
        "reviews": TrailReview.objects.of(kind, key),
    }
    if context["is_newest"] and signed_in(request).may(Permission.REVIEW_TRAIL):
        context |= to_review(request, kind, key, str(context["named"].name), signing)
    return render(request, "trail/record.html", context, status=status)


def to_review(
    request: HttpRequest, kind: str, key: uuid.UUID, label: str, signing: SignForm | None
) -> dict[str, Any]:
    """What is signed: the trail up to its last event, as it is shown now."""
    pk = uuid.uuid4()
    about = review_of(kind, key, label, pk)
    form = signing or sign_form(request, about, form=ReviewForm, command_id=pk)
    address = reverse("trail-review", args=[kind, key])
    return {"review": about, "signing": form, "meaning": Meaning.REVIEWED, "action": address}


@require_POST
@for_readers()
def review(request: HttpRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """Signs that the trail was read, up to the event that was the last one when it was shown."""
    model = kind_of(kind)
    named = names_of([(model, str(key))]).get((model, str(key)))
    label = str(named.name) if named else str(key)
    about = partial(review_of, kind, key, label)
    form = ReviewForm(request.POST)
    if not form.sign(
        request, review_trail,
        lambda typed: {"shown": about(typed["command_id"]), "note": typed["note"]}, about,
    ):  # fmt: skip
        return show(request, kind, key, signing=form, status=form.status)
    messages.success(request, _("The trail is reviewed up to here."))
    return redirect("trail-record", kind, key)


@require_safe
@for_readers()
def latest(request: HttpRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """The last few changes, for a part of the record's own page that is fetched by itself."""
    trail = trail_of_record(kind, key)
    page = page_of(trail, most=LATEST)
    events = shown(page.events, trail.rows, reader(signed_in(request)), most=ROWS)
    return render(request, "trail/latest.html", {"events": events})


def kind_of(label: str) -> type[Record]:
    """The model of this label; 404 for what is no record of ours."""
    try:
        return kinds()[label]
    except KeyError:
        raise Http404 from None
