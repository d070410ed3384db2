"""What is signed of training: by who read a version, and by the trainer who assessed somebody."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from documents.commands.training import assess_person, read_document
from documents.gates import trainable_blockers
from documents.models import DocumentVersion, TrainedHow, Training
from documents.trained import TRAINED_ON
from documents.training_gates import reading_blockers
from documents.web.fetch import fetch_version
from integrity.signatures.meanings import Meaning
from integrity.web.forms import TypedField
from people.models import User
from people.models.qualification import day_of
from people.permissions import Permission
from people.web.fetch import user_named
from people.web.forms import day
from people.web.needs import needs, signed_in
from people.web.signing import SignForm, sign_form


class AssessForm(SignForm):
    """With the day and where the evidence is."""

    field_order = ("trained_on", "evidence", "who", "secret")
    trained_on = day(_("Assessed on"))
    evidence = TypedField(label=_("Evidence"), help_text=_("Where it can be found."))


def training_of(user: User, version: DocumentVersion, how: TrainedHow, key: uuid.UUID) -> Training:
    """What would be signed; not stored yet."""
    return Training(id=key, user=user, version_of=version, how=how)


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_DOCUMENTS)
def document_read(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The person who is signed in signs for having read and understood the version."""
    version, user = fetch_version(request, code, number), signed_in(request)

    def shown(key: uuid.UUID) -> Training:
        return training_of(user, version, TrainedHow.READ, key)

    form = _form(request, SignForm, shown)
    done: Training | None = None
    if request.method == "POST":
        done = form.sign(
            request, read_document, lambda typed: {"shown": shown(typed["command_id"])}, shown
        )
    if done is not None:
        messages.success(request, _("You are trained on %(version)s.") % {"version": version})
        return redirect("document-version", code, number)
    context = {
        "version": version, "person": user, "signing": form, "meaning": Meaning.READ,
        "blockers": reading_blockers(version, by=user),
        "may_open": version.file is not None and version.state in TRAINED_ON,
    }  # fmt: skip
    return render(request, "documents/read.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@needs(Permission.TRAIN_PEOPLE)
def training_assess(request: HttpRequest, code: str, number: int, username: str) -> HttpResponse:
    """A trainer signs that another person showed it."""
    version, person = fetch_version(request, code, number), user_named(username)

    def shown(key: uuid.UUID) -> Training:
        return training_of(person, version, TrainedHow.ASSESSED, key)

    def inputs(typed: dict[str, Any]) -> dict[str, Any]:
        told = {"evidence": typed["evidence"], "trained_on": typed["trained_on"]}
        return {"shown": shown(typed["command_id"]), **told}

    form = _form(request, AssessForm, shown)
    done: Training | None = None
    if request.method == "POST":
        done = form.sign(request, assess_person, inputs, shown)
    if done is not None:
        messages.success(request, _("%(person)s is trained.") % {"person": person})
        return redirect("files", Training._meta.label_lower, done.pk)
    context = {
        "version": version, "person": person, "signing": form, "meaning": Meaning.VERIFIED,
        "blockers": trainable_blockers(version),
    }  # fmt: skip
    return render(request, "documents/assess.html", context, status=form.status)


def _form(request: HttpRequest, kind: type[SignForm], shown: Any) -> SignForm:
    if request.method == "POST":
        return kind(request.POST)
    key = uuid.uuid4()
    form = sign_form(request, shown(key), form=kind, command_id=key)
    form.initial["trained_on"] = day_of(timezone.now())
    return form
