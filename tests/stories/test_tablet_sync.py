"""A small share of the proof `tablet-sync`: answers get lost, the database dies, nothing else."""

from __future__ import annotations

from proof.tablet_sync import Share, attack

SHARE = Share(tablets=4, entries=160, kills=1)


def test_it_works(django_db_setup: None, django_db_blocker: object) -> None:
    """Every entry is in the database once, in order; what was refused is in the trail."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        harm = attack(SHARE)
    assert (harm.lost, harm.twice, harm.disordered, harm.differences) == (0, 0, 0, 0)
    assert (harm.entries, harm.kills) == (160, 1)
    assert harm.sendings > harm.entries
    assert harm.answers_lost > 20
    assert harm.refused > 0
