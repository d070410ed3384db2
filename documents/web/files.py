"""The files of a record: what is there, adding one, fetching one."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from documents.attaching import attaching_blockers, page_of, parent_of, seen_by
from documents.commands.files import attach_file
from documents.models import Attachment
from documents.uploads import receive_upload
from documents.web.serving import as_attachment
from integrity.models import Record
from integrity.web.forms import CommandForm, TypedField
from people.permissions import Permission
from people.web.needs import signed_in

SHOWN = 5
PHOTOS = "image/jpeg,image/png,image/webp"
KEPT = f"{PHOTOS},.pdf,.xlsx,.csv,.txt,.json"


class AttachForm(CommandForm):
    """A file and a line about it; whether it will do is said by what receives it."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)
    caption = TypedField(label=_("What it shows"), required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, camera: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = PHOTOS if camera else KEPT
        if camera:
            self.fields["file"].label = _("Photo")
            self.fields["file"].widget.attrs["capture"] = "environment"


@require_http_methods(["GET", "POST"])
def files(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """All files of a record, for who may see it; POST adds one. With `?photo` it is one from the
    camera, and one goes back to the record.
    """
    record, camera = seen(request, kind, key), "photo" in request.GET
    form = AttachForm(
        request.POST or None, request.FILES or None, initial={"command_id": uuid.uuid4()},
        camera=camera,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _attached(request, record, form):
        messages.success(request, _("The file is attached."))
        return redirect(page_of(record)) if camera else redirect("files", kind, key)
    context = {**files_of(request, record), "form": form, "back": page_of(record)} | {
        "parent": parent_of(record), "camera": camera, "evidence": getattr(record, "evidence", ""),
    }  # fmt: skip
    return render(request, "documents/files.html", context, status=form.status)


@require_safe
def files_latest(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """The part of a record's page that names its newest files."""
    context = files_of(request, seen(request, kind, key))
    context["attachments"] = context["attachments"][:SHOWN]
    return render(request, "documents/files_latest.html", context)


@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file itself, for who may see its record; `?original` gives the picture as brought."""
    attachment = get_object_or_404(Attachment.objects.select_related("file__original"), pk=pk)
    seen(request, attachment.subject_type, attachment.subject_id)
    wanted = attachment.file
    if "original" in request.GET and wanted.original is not None:
        wanted = wanted.original
    return as_attachment(wanted)


def seen(request: HttpRequest, kind: str, key: UUID) -> Record:
    """The record, or 404 for whoever may not see it."""
    record = seen_by(signed_in(request), kind, key)
    if record is None:
        raise Http404
    return record  # type: ignore[no-any-return]


def files_of(request: HttpRequest, record: Record) -> dict[str, Any]:
    kind, blockers = record._meta.label_lower, attaching_blockers(record)
    return {
        "blockers": blockers,
        "record": record,
        "kind": kind,
        "attachments": Attachment.objects.of(kind, record.pk),
        "may_attach": signed_in(request).may(Permission.ATTACH_FILE) and not blockers,
    }


def _attached(request: HttpRequest, record: Record, form: AttachForm) -> Attachment | None:
    typed = form.cleaned_data
    return form.tried(
        lambda: attach_file.once(
            typed["command_id"], subject=record, file=receive_upload(typed["file"]),
            caption=typed["caption"], by=signed_in(request), at=timezone.now(),
        )
    )  # fmt: skip
