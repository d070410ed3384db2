"""Training: the matrix, who needs what, and what a trainer signs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from documents.commands.training import define_training_need, end_training_need
from documents.matrix import matrix
from documents.models import Document, TrainingNeed
from integrity.refusals import NotPermitted
from integrity.web.forms import CommandForm
from people.models import Role, User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import ReasonForm
from people.web.needs import needs, signed_in

TRAINING = _("Training")


class NeedForm(CommandForm):
    document = forms.ModelChoiceField(
        Document.objects.filter(retired_at__isnull=True),
        label=_("Document"),
        empty_label=_("choose one"),
    )
    role = forms.ModelChoiceField(Role.objects.all(), label=_("Role"), empty_label=_("choose one"))
    how = forms.ChoiceField(
        label=_("How"),
        choices=[("READ", _("reads it and signs")), ("ASSESSED", _("is assessed by a trainer"))],
        widget=forms.RadioSelect, initial="READ",
    )  # fmt: skip
    months = forms.IntegerField(
        label=_("Holds for"), required=False,
        help_text=_("Months; empty means as long as the version."),
    )  # fmt: skip


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def training(request: HttpRequest) -> HttpResponse:
    """People and documents, for who trains or reads people: who is trained, whose training ends."""
    user = signed_in(request)
    if not (user.may(Permission.TRAIN_PEOPLE) or user.may(Permission.VIEW_PEOPLE)):
        raise NotPermitted(user.display_name, Permission.VIEW_PEOPLE)
    roles = Role.objects.filter(pk__in=TrainingNeed.objects.current().values("role"))
    asked = request.GET.get("role", "")
    role = roles.filter(code=asked).first() if asked else None
    context = {
        "matrix": matrix(timezone.now(), role), "roles": roles, "asked": asked, "tab": "training",
        "may_train": signed_in(request).may(Permission.TRAIN_PEOPLE),
    }  # fmt: skip
    return render(request, "documents/training.html", context)


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def training_needs(request: HttpRequest) -> HttpResponse:
    """Which role is trained on which document, and how."""
    context = {
        "needs": TrainingNeed.objects.current().select_related("document", "role"),
        "may_train": signed_in(request).may(Permission.TRAIN_PEOPLE),
        "tab": "training-needs",
    }
    return render(request, "documents/training_needs.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.TRAIN_PEOPLE)
def training_need_new(request: HttpRequest) -> HttpResponse:
    """A role is trained on a document from now on."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> TrainingNeed:
        return define_training_need.once(
            typed["command_id"], document=typed["document"], role=typed["role"],
            assessed=typed["how"] == "ASSESSED", months=typed["months"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.TRAIN_PEOPLE, title=_("New training need"), button=_("Save"),
        form=NeedForm, act=act, back=reverse("training-needs"), done=_("It is asked from now on."),
        parents=((TRAINING, reverse("training-needs")),),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.TRAIN_PEOPLE)
def training_need_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A role is asked for it no more."""
    need = get_object_or_404(TrainingNeed.objects.select_related("document", "role"), pk=pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> TrainingNeed:
        reason, command_id = typed["reason"], typed["command_id"]
        return end_training_need.once(command_id, need=need, reason=reason, by=by, at=at)

    deed = Deed(
        permission=Permission.TRAIN_PEOPLE, title=_("End “%(need)s”") % {"need": need},
        button=_("End it"), form=ReasonForm, act=act, back=reverse("training-needs"), ends=True,
        done=_("It is asked no more."), parents=((TRAINING, reverse("training-needs")),),
    )  # fmt: skip
    return deed_page(request, deed)
