"""Raising a deviation: from any record or field, with its context filled in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integrity.web.forms import CommandForm, TypedField
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed
from people.web.forms import moment
from people.web.needs import signed_in
from quality.commands.deviations import raise_deviation
from quality.context import in_a_line, told
from quality.models import Deviation
from quality.parts.cases import address
from quality.subjects import Context, Field, Subject, context_of, subject_for
from quality.web.form_fields import code_of, lines


class RaiseForm(CommandForm):
    title = TypedField(label=_("Title"), help_text=_("What departs from what is approved."))
    description = lines(
        _("What happened"), _("What was seen, where and by whom; a code, never a patient's name.")
    )
    field = forms.ChoiceField(
        label=_("Field"), required=False,
        help_text=_("What stands in it is kept with the deviation, as it is now."),
    )  # fmt: skip
    room_code = code_of("room", _("Room"))
    product_code = code_of("product", _("Product"))
    occurred_at = moment(_("When it happened"))
    found_at = moment(_("When it was found"))
    containment = lines(_("What was done at once"), rows=2, required=False)
    use_required_attribute = False
    field_order = ("field", "title")

    def __init__(
        self, *args: Any, context: Context, subject: Subject | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, named in (("room_code", "room"), ("product_code", "product")):
            if subject is not None and getattr(subject, named):
                del self.fields[name]
        if context.fields:
            lines = [(one.name, in_a_line(one)) for one in context.fields]
            cast(forms.ChoiceField, self.fields["field"]).choices = [
                ("", _("The whole record")),
                *lines,
            ]
        else:
            del self.fields["field"]


def new(request: HttpRequest) -> Deed:
    """`?about=KIND:ID&field=NAME` says which record and which field of it."""
    about, name = request.GET.get("about", ""), request.GET.get("field", "").strip()
    subject = asked_subject(signed_in(request), about) if about else None
    context = context_of(subject)
    field = context.field(name)
    if name and field is None:
        raise Http404

    def act(typed: dict[str, Any], by: User, at: datetime) -> Deviation:
        given = {key: value for key, value in typed.items() if key != "command_id"}
        return raise_deviation.once(typed["command_id"], **given, subject=subject, by=by, at=at)

    return Deed(
        permission=Permission.RAISE_DEVIATION, title=_("Raise a deviation"), button=_("Raise it"),
        form=RaiseForm, given={"context": context, "subject": subject}, act=act, back=address,
        note=subject.label if subject else "", template="quality/raise.html",
        shows={"subject": subject, "known": told(context, name)},
        done=_("The deviation is raised. Quality assurance classifies it."),
        initial=known_of(context, field), parents=((_("Deviations"), reverse("deviations-list")),),
    )  # fmt: skip


def known_of(context: Context, field: Field | None) -> dict[str, Any]:
    """What the record tells of the deviation: its field, a title, when it was."""
    now = timezone.localtime(timezone.now())
    if field is None:
        return {"occurred_at": timezone.localtime(context.at or now), "found_at": now}
    judged = ", ".join(filter(None, (field.value, field.judged)))
    return {
        "field": field.name,
        "title": f"{field.name}: {judged}" if judged else field.name,
        "occurred_at": timezone.localtime(field.at or context.at or now),
        "found_at": now,
    }


def asked_subject(user: User, about: str) -> Subject:
    """The record that the address names, or 404 for who may not read it."""
    kind, _colon, key = about.partition(":")
    try:
        subject = subject_for(user, kind, UUID(key))
    except ValueError:
        subject = None
    if subject is None:
        raise Http404
    return subject
