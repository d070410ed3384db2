"""A refusal is shown at the fields it names."""

from __future__ import annotations

import uuid

from django import forms

from integrity.refusals import Blocker, Refused
from integrity.web.forms import CommandForm


class NameForm(CommandForm):
    name = forms.CharField()


def shown(*blockers: Blocker) -> NameForm:
    form = NameForm({"command_id": str(uuid.uuid4()), "name": "Polar"})
    assert form.is_valid()
    form.show(Refused(blockers))
    return form


def test_it_works():
    form = shown(Blocker("USED", "That name was used.", clears="Take another.", field="name"))
    assert form.errors["name"] == ["That name was used. Take another."]
    assert form.non_field_errors() == []


def test_what_names_no_field_of_the_form_stands_above_it():
    form = shown(Blocker("SHUT", "The door is shut."), Blocker("X", "No.", field="elsewhere"))
    assert form.non_field_errors() == ["The door is shut.", "No."]


def test_the_id_of_the_command_is_a_uuid():
    form = NameForm({"command_id": "1", "name": "Polar"})
    assert not form.is_valid()
    assert "command_id" in form.errors
