"""A gate answers with every reason, its own and those of the apps above."""

from __future__ import annotations

import pytest

from integrity import gates
from integrity.gates import contribute, gate
from integrity.refusals import Blocker, Refused, refuse_if


@pytest.fixture
def door(monkeypatch):
    """A gate that is shut when the subject says so."""
    monkeypatch.setattr(gates, "GATES", {})

    @gate
    def door_blockers(subject: str, *, by: str):
        """A door stays shut for the blue."""
        if subject == "shut":
            yield Blocker("SHUT", "The door is shut.")

    return door_blockers


def full(subject: str, *, by: str):
    if by == "crowd":
        yield Blocker("FULL", "The room is full.")


def test_it_works(door):
    assert door("open", by="one") == []
    assert [blocker.code for blocker in door("shut", by="one")] == ["SHUT"]


def test_reasons_of_a_higher_app_follow_its_own(door):
    contribute(door, full)
    assert [blocker.code for blocker in door("shut", by="crowd")] == ["SHUT", "FULL"]
    assert [blocker.code for blocker in door("open", by="crowd")] == ["FULL"]
    assert door("open", by="one") == []


def test_contributing_again_changes_nothing(door):
    contribute(door, full)
    contribute(door, full)
    assert len(door("open", by="crowd")) == 1


def test_every_gate_is_known_by_name_and_keeps_its_rule(door):
    assert {name: found.__doc__ for name, found in gates.GATES.items()} == {
        f"{__name__}.door_blockers": "A door stays shut for the blue."
    }


def test_a_command_is_refused_with_all_of_them(door):
    contribute(door, full)
    with pytest.raises(Refused) as refused:
        refuse_if(door("shut", by="crowd"))
    assert [blocker.code for blocker in refused.value.blockers] == ["SHUT", "FULL"]
    assert refused.value.status == 409
