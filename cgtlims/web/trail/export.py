"""Copies of the trail: whatever the page's filters let through, as a file."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cgtlims.web.trail.access import for_readers, reader
from cgtlims.web.trail.filter_form import FilterForm
from cgtlims.web.trail.record import kind_of
from integrity.models import ChainHead
from integrity.refusals import refuse
from integrity.trail.files import as_csv, as_json
from integrity.trail.questions import Trail, everything
from integrity.trail.review import trail_of_record
from integrity.trail.values import utc
from people.commands.trail import note_trail_export
from people.models import User
from people.permissions import Permission
from people.web.needs import signed_in

RECORD = r"^[a-z.]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


class ExportForm(FilterForm):
    """The filters of a page, the record when the page is about one, and the kind of file."""

    file = forms.ChoiceField(choices=[(kind, kind) for kind in MEDIA_TYPES])
    record = forms.RegexField(RECORD, required=False)

    @property
    def trail(self) -> Trail:
        if not self.cleaned_data["record"]:
            return everything(self.filters)
        kind, key = self.cleaned_data["record"].split("/")
        return trail_of_record(kind_of(kind)._meta.label_lower, uuid.UUID(key)).filtered(
            self.filters
        )


@require_POST
@for_readers(Permission.EXPORT_TRAIL)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Streams the file, oldest event first; that it was taken is written into the trail before."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        raise refuse(
            "BAD_FILTER",
            _("These filters are not understood."),
            clears=_("Open the audit trail, set the filters there and export again."),
        )
    at, user, kind = timezone.now(), signed_in(request), form.cleaned_data["file"]
    up_to = ChainHead.objects.get().seq
    trail = form.trail.up_to(up_to)
    asked = {name: value for name, value in form.given.items() if name != "file"}
    events = trail.events.count()
    note_trail_export(by=user, at=at, kind=kind, filters=asked, events=events, up_to=up_to)
    taken = {"filters": asked, "event_count": events, "up_to": up_to}
    return StreamingHttpResponse(
        written(kind, trail, taken, user, at),
        content_type=MEDIA_TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{file_name(kind, at)}"'},
    )


def written(
    kind: str, trail: Trail, taken: dict[str, Any], user: User, at: datetime
) -> Iterator[str]:
    if kind == "csv":
        return as_csv(trail, sees_personal=reader(user).sees_personal)
    return as_json(trail, {"exported_at": utc(at), "exported_by": user.display_name, **taken})


def file_name(kind: str, at: datetime) -> str:
    return f"audit-trail-{at:%Y%m%dT%H%M%SZ}.{kind}"
