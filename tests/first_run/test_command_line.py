"""The same from the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cgtlims.first_run.models import FacilityLoad
from cleanrooms.models import Room
from tests.first_run import facility


@pytest.fixture
def rooms(tmp_path):
    path = tmp_path / "rooms.csv"
    path.write_text(facility.ROOMS, encoding="utf-8")
    return path


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("load_facility", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue()


def test_it_shows_and_then_does_the_same(people, rooms):
    shown = run(rooms, "--by", "nbakker")
    assert "Rooms: 2 New" in shown
    assert "New: CR21 (rooms.csv:2)" in shown
    assert not Room.objects.exists()
    assert "Loaded: 2 new, 0 changed, 0 same." in run(rooms, "--by", "nbakker", "--apply")
    assert FacilityLoad.objects.get().loaded_by == people["nbakker"]
    assert "Everything is here already." in run(rooms, "--by", "nbakker", "--apply")


def test_faults_end_it_and_nothing_is_loaded(people, rooms):
    rooms.write_text(facility.ROOMS.replace("CLEANROOM,B", "CLEANROOM,E"), encoding="utf-8")
    with pytest.raises(CommandError, match="1 faults; nothing was loaded"):
        run(rooms, "--by", "nbakker", "--apply")
    assert not Room.objects.exists()


@pytest.mark.parametrize(("who", "why"), [("nobody", "no open account"), ("jvermaat", "may not")])
def test_somebody_who_may_loads(people, rooms, who, why):
    with pytest.raises(CommandError, match=why):
        run(rooms, "--by", who, "--apply")
