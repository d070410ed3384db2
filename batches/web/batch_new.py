"""Beginning a batch from an effective master."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from batches.commands.batches import create_batch
from batches.models import BatchRecord, MasterBatchRecord, MasterStatus, Operation
from cleanrooms.models import Grade, Room, RoomKind
from integrity.web.forms import CommandForm, TypedField
from people.permissions import Permission
from people.web.needs import needs, signed_in


class BatchForm(CommandForm):
    """A batch of one master, with a room for each of its operations."""

    number = TypedField(
        label=_("Batch number"),
        max_length=60,
        help_text=_("Unique for ever: letters, digits, points, dashes and underscores."),
    )
    patient_code = TypedField(
        label=_("Patient code"), max_length=40, help_text=_("A code, never a name.")
    )
    chain_of_identity = TypedField(label=_("Chain of identity"), max_length=40)
    use_required_attribute = False

    def __init__(self, master: MasterBatchRecord, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = Room.objects.filter(kind=RoomKind.CLEANROOM)
        self.rooms = {room.code: room for room in rooms}
        self.operations = list(master.operations.all())
        for operation in self.operations:
            self.fields[f"room-{operation.sequence}"] = self._room_field(operation)

    def _room_field(self, operation: Operation) -> forms.ChoiceField:
        """Every cleanroom may be chosen; the first that is clean enough is proposed."""
        fits = [
            one for one in self.rooms.values() if Grade(one.grade).is_at_least(operation.room_grade)
        ]
        return forms.ChoiceField(
            label=str(operation),
            help_text=_("Grade %(grade)s or better") % {"grade": operation.room_grade},
            choices=[(one.code, described(one)) for one in self.rooms.values()],
            initial=fits[0].code if fits else None,
        )

    @property
    def room_fields(self) -> list[forms.BoundField]:
        return [self[f"room-{operation.sequence}"] for operation in self.operations]

    @property
    def chosen_rooms(self) -> dict[int, Room]:
        return {
            one.sequence: self.rooms[self.cleaned_data[f"room-{one.sequence}"]]
            for one in self.operations
        }


def described(room: Room) -> str:
    return _("%(code)s, grade %(grade)s, %(state)s") % {
        "code": room.code,
        "grade": room.grade,
        "state": str(room.get_state_display()).lower(),
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.CREATE_BATCH)
def batch_new(request: HttpRequest) -> HttpResponse:
    masters = list(
        MasterBatchRecord.objects.filter(status=MasterStatus.EFFECTIVE).select_related(
            "product__sponsor", "approved_by"
        )
    )
    asked = request.GET.get("master", "")
    master = next((one for one in masters if str(one.pk) == asked), None) or next(
        iter(masters), None
    )
    context: dict[str, Any] = {"masters": masters, "master": master}
    if master is None:
        return render(request, "batches/batch_new.html", context)
    form = BatchForm(master, request.POST or None, initial={"command_id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        batch = form.tried(lambda: create(master, form, request))
        if batch is not None:
            return redirect("batch", batch.number)
    return render(request, "batches/batch_new.html", {**context, "form": form}, status=form.status)


def create(master: MasterBatchRecord, form: BatchForm, request: HttpRequest) -> BatchRecord:
    given = form.cleaned_data
    return create_batch.once(
        given["command_id"],
        master=master,
        number=given["number"],
        patient_code=given["patient_code"],
        chain_of_identity=given["chain_of_identity"],
        rooms=form.chosen_rooms,
        by=signed_in(request),
        at=timezone.now(),
    )
