"""One load that was carried out, and its files."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cgtlims.first_run.models import FacilityLoad, LoadedFile
from documents.web.serving import as_attachment
from integrity.models import AuditEvent
from people.models import User
from people.permissions import Permission
from people.web.needs import needs, signed_in


@require_safe
@needs(Permission.LOAD_FACILITY)
def load_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was loaded, by whom, why, and out of which files."""
    load = get_object_or_404(FacilityLoad.objects.select_related("loaded_by"), pk=pk)
    event = AuditEvent.objects.filter(
        subject_type=FacilityLoad._meta.label_lower, subject_id=str(load.pk)
    ).first()
    context = {
        "load": load, "files": load.files.select_related("file"), "event": event,
        "accounts": without_code(), "may_manage": signed_in(request).may(Permission.MANAGE_PEOPLE),
    }  # fmt: skip
    return render(request, "first_run/load.html", context)


def without_code() -> QuerySet[User]:
    """Open accounts that nobody ever signed in to: each person gets a code for the first password.

    Once a code is given it stands here until it was used, as it may be lost.
    """
    unused = User.objects.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return unused.order_by("display_name")


@require_safe
@needs(Permission.LOAD_FACILITY)
def loaded_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A file as it was loaded; one with people in it is not kept."""
    found = get_object_or_404(LoadedFile.objects.select_related("file"), pk=pk)
    if found.file is None:
        raise Http404
    return as_attachment(found.file)
