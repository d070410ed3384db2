"""What two people overrule opens a deviation, in the same transaction."""

from __future__ import annotations

import pytest

from batches.gates import step_blockers
from cleanrooms.models import RoomState
from integrity.models import AuditEvent, Overruling
from integrity.refusals import Refused
from people.commands.overruling import overrule
from quality.models import Deviation
from tests.cast import NOW
from tests.deeds import changed
from tests.quality.test_deviations import first_step
from tests.signing import overruling_attested

pytestmark = pytest.mark.django_db


def test_it_is_about_the_step_and_touches_its_batch(people, small_batch):
    step = first_step(small_batch)
    changed(step.operation.room, state=RoomState.OUT_OF_SERVICE)
    given = overruling_attested(step, step_blockers, people["kadler"], people["aowusu"], NOW)
    overrule(subject=step, gate=step_blockers, reason="Cells are in the bag", **given)
    deviation = Deviation.objects.get()
    assert deviation.raised_by == people["kadler"]
    assert deviation.title.startswith("Overruled: ")
    assert "Room CR05 is “Out of service”" in deviation.description
    assert "Cells are in the bag" in deviation.description
    assert (deviation.room_code, deviation.state) == ("CR05", "RAISED")
    assert [one.subject_label for one in deviation.impacts.all()] == ["CART-26-001"]
    event = AuditEvent.objects.get(verb="deviation.raised")
    assert event.actor_name == "CGT-LIMS deviations"


def test_an_overruling_that_is_refused_opens_none(people, small_batch):
    step = first_step(small_batch)
    changed(step.operation.room, state=RoomState.OUT_OF_SERVICE)
    given = overruling_attested(step, step_blockers, people["kadler"], people["kadler"], NOW)
    with pytest.raises(Refused):
        overrule(subject=step, gate=step_blockers, reason="x", **given)
    assert not Deviation.objects.exists()
    assert not Overruling.objects.exists()
