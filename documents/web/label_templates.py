"""Label templates: the list, one with its versions, writing and approving."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.commands.labels import approve_label, draft_label, edit_label, register_label
from documents.label_gates import label_approval_blockers
from documents.labelled import LABELLED
from documents.labels.making import layout_of, sample
from documents.models import LabelState, LabelTemplate, LabelVersion
from documents.web.label_forms import EditLabelForm, LabelForm, TemplateForm
from documents.web.labels import LABELS
from integrity.models import Signature
from integrity.signatures.meanings import Meaning
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.needs import needs, signed_in
from people.web.signing import SignForm, sign_form

TEMPLATES = _("Templates")


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def label_templates(request: HttpRequest) -> HttpResponse:
    """Every template with its effective version and its draft."""
    templates = LabelTemplate.objects.prefetch_related("versions")
    context = {
        "rows": [(one, *_current(one), LABELLED[one.kind].title) for one in templates],
        "may_write": signed_in(request).may(Permission.WRITE_DOCUMENT),
        "tab": "labels",
    }
    return render(request, "documents/label_templates.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.WRITE_DOCUMENT)
def label_template_new(request: HttpRequest) -> HttpResponse:
    """Gives a template its code; its first version is written next."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> LabelTemplate:
        return register_label.once(typed.pop("command_id"), **typed, by=by, at=at)

    templates = reverse("label-templates")
    deed = Deed(
        permission=Permission.WRITE_DOCUMENT, title=_("New label template"),
        button=_("Go on to write"), form=TemplateForm, act=act, done=_("It is registered."),
        back=lambda made: reverse("label-draft", args=[made.code]),
        parents=((LABELS, reverse("label-runs")), (TEMPLATES, templates)),
    )  # fmt: skip
    return deed_page(request, deed)


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def label_template(request: HttpRequest, code: str) -> HttpResponse:
    """What a label looks like: the draft, or the effective version, with made-up values."""
    return show(request, code)


@require_http_methods(["GET", "POST"])
@needs(Permission.WRITE_DOCUMENT)
def label_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Writes in the draft; when there is none, begins the next version."""
    template = fetch_template(code)
    _effective, draft = _current(template)
    before = draft or _effective

    def act(typed: dict[str, Any], by: User, at: datetime) -> LabelVersion:
        command_id = typed.pop("command_id")
        if draft:
            return edit_label.once(command_id, version=draft, **typed, by=by, at=at)
        return draft_label.once(command_id, template=template, **typed, by=by, at=at)

    fields = ("width", "height", "text", "symbol")
    initial = {name: getattr(before, name) for name in fields} if before else {}
    initial |= {"says": before.data} if before else {}
    page = reverse("label-template", args=[code])
    deed = Deed(
        permission=Permission.WRITE_DOCUMENT, title=_("Write the label"), button=_("Save"),
        form=EditLabelForm if draft else LabelForm, record=draft, act=act, back=page,
        done=_("Kept."),
        note=_("Fields: %(names)s")
        % {"names": " ".join(f"{{{name}}}" for name in LABELLED[template.kind].fields)},
        initial=initial | ({"change_reason": draft.change_reason} if draft else {}),
        parents=((TEMPLATES, reverse("label-templates")), (code, page)),
    )  # fmt: skip
    return deed_page(request, deed)


@require_POST
@needs(Permission.APPROVE_DOCUMENT)
def label_approve(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever enters name and secret approves the draft."""
    template, form = fetch_template(code), SignForm(request.POST)
    draft = get_object_or_404(template.versions.select_related("template", "written_by"),
                              state=LabelState.DRAFT)  # fmt: skip
    done = form.sign(
        request, approve_label, lambda typed: {"version": draft},
        lambda key: LabelVersion.objects.select_related("template").get(pk=draft.pk),
    )  # fmt: skip
    if done is None:
        return show(request, code, form)
    messages.success(request, _("%(version)s is effective.") % {"version": done})
    return redirect("label-template", code)


def show(request: HttpRequest, code: str, signing: SignForm | None = None) -> HttpResponse:
    template, user = fetch_template(code), signed_in(request)
    effective, draft = _current(template)
    version = draft or effective
    names = LABELLED[template.kind].fields
    approves = bool(draft) and user.may(Permission.APPROVE_DOCUMENT)
    context = {
        "template": template, "version": version, "draft": draft, "names": names,
        "versions": template.versions.select_related("template", "written_by", "approved_by"),
        "layout": layout_of(version, sample(version, names)) if version else None,
        "may_write": user.may(Permission.WRITE_DOCUMENT), "may_approve": approves,
        "blockers": label_approval_blockers(draft, by=user) if draft and approves else [],
        "signing": (signing or sign_form(request, draft)) if draft and approves else None,
        "approved": Meaning.APPROVED,
        "signatures": Signature.objects.of(version) if version else [],
        "kind_title": LABELLED[template.kind].title,
    }  # fmt: skip
    status = signing.status if signing else 200
    return render(request, "documents/label_template.html", context, status=status)


def fetch_template(code: str) -> LabelTemplate:
    return get_object_or_404(LabelTemplate.objects.prefetch_related("versions"), code=code)


def _current(template: LabelTemplate) -> tuple[LabelVersion | None, LabelVersion | None]:
    """The effective version, and the draft."""
    found = {one.state: one for one in template.versions.all()}
    for one in found.values():
        one.template = template
    return found.get(LabelState.EFFECTIVE), found.get(LabelState.DRAFT)
