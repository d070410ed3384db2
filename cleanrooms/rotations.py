"""Whose turn it is: the disinfectants of a room, one after the other."""

from __future__ import annotations

from cleanrooms.models import Cleaning, Disinfectant, Room, Rotation


def due_agent(room: Room) -> Disinfectant | None:
    """The agent whose turn it is; it stays due until it was used. None where none are set."""
    rotation = Rotation.objects.filter(room=room).first()
    if rotation is None:
        return None
    turns = Cleaning.objects.filter(room=room, is_in_turn=True, begun_at__gte=rotation.set_at)
    code = rotation.cycle[turns.count() % len(rotation.cycle)]
    return Disinfectant.objects.get(code__iexact=code)


def is_due(room: Room, agent: Disinfectant) -> bool:
    """True where it is its turn, or where nobody set any turns."""
    due = due_agent(room)
    return due is None or due.pk == agent.pk
