"""Nothing is made of itself, at any distance: the command says so, and PostgreSQL holds it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Refused
from materials.linking import link
from materials.models import Container, Edge, EdgeKind
from people.permissions import Permission
from tests.cast import NOW
from tests.deeds import TEST, made
from tests.materials import stock

pytestmark = pytest.mark.django_db


@command(permission=Permission.MANAGE_PEOPLE)
def put_into(*, parent: Container, child: Container, by: Actor, at: datetime) -> Container:
    link(parent, [child], EdgeKind.POOLED, Decimal(1), by=stock.user("jvermaat"), at=at)
    say("test.linked", about=child)
    return child


@pytest.fixture
def line(people):
    """Each of these was put into the next one."""
    lot = stock.received(stock.material(), containers=4)
    found = list(lot.containers.order_by("code"))
    for parent, child in pairwise(found):
        put_into(parent=parent, child=child, by=TEST, at=NOW)
    return found


@pytest.mark.parametrize("back", [1, 2, 3])
def test_the_command_refuses_a_circle_and_says_why(line, back):
    with pytest.raises(Refused) as refused:
        put_into(parent=line[back], child=line[0], by=TEST, at=NOW)
    assert [one.code for one in refused.value.blockers] == ["CIRCLE"]
    assert str(line[back]) in refused.value.blockers[0].message
    assert Edge.objects.count() == 3


def test_two_ways_to_the_same_are_no_circle(line):
    put_into(parent=line[0], child=line[3], by=TEST, at=NOW)
    put_into(parent=line[0], child=line[2], by=TEST, at=NOW)
    assert Edge.objects.count() == 5


def test_postgresql_refuses_it_from_whoever(people, line):
    with pytest.raises(IntegrityError, match="never made of itself"), transaction.atomic():
        made(
            Edge, parent=line[3], child=line[0], kind="DERIVED", quantity=Decimal(1),
            linked_at=NOW, linked_by=people["jvermaat"],
        )  # fmt: skip
