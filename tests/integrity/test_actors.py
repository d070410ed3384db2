"""Named service users stand beside changes as people do."""

from __future__ import annotations

from integrity.actors import ServiceActor
from people.permissions import Permission

MANY = frozenset({Permission.MAKE_RENDITION, Permission.VIEW_BATCHES})


def test_it_works():
    actor = ServiceActor("CGT-LIMS rendering", frozenset({Permission.MAKE_RENDITION}))
    assert actor.display_name == "CGT-LIMS rendering"
    assert actor.may(Permission.MAKE_RENDITION)
    assert not actor.may(Permission.CREATE_BATCH)


def test_a_name_has_one_id_for_ever():
    rendering = ServiceActor("CGT-LIMS rendering", frozenset())
    assert str(rendering.id) == str(ServiceActor("CGT-LIMS rendering", MANY).id)
    assert rendering.id != ServiceActor("CGT-LIMS execution", frozenset()).id
