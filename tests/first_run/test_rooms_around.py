"""What lies between and in rooms, and where they are sampled, out of files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cgtlims.first_run.outcome import NotLoaded
from cleanrooms.models import Neighbour, Zone
from monitoring.models import Site
from people.models import User
from tests.first_run import facility


def test_neighbours_zones_and_sites_come_with_their_rooms(whole: Any) -> None:
    border = Neighbour.objects.get()
    assert (str(border.room), str(border.other), border.least_pa) == ("CR22", "CR21", 15)
    zone = Zone.objects.get()
    assert (zone.room.code, zone.grade, zone.equipment) == ("CR22", "A", None)
    told = Site.objects.order_by("code").values_list("code", "kind", "zone__code", "volume_l")
    assert list(told) == [
        ("CR21-A1", "ACTIVE_AIR", None, Decimal(1000)), ("CR22-S1", "SETTLE", "CR22-A", None),
    ]  # fmt: skip


def test_rows_in_the_other_order_say_the_same_and_change_the_same(whole: Any) -> None:
    """The difference is turned round with the rooms."""
    turned = "room,other,passage,least_pa\nCR21,CR22,HATCH,{pa}\n"
    with pytest.raises(NotLoaded, match="here already"):
        whole({"neighbours.csv": turned.format(pa="-15")}, "nbakker")
    whole({"neighbours.csv": turned.format(pa="-20")}, "nbakker")
    border = Neighbour.objects.get()
    assert (border.room.code, border.least_pa, border.version) == ("CR22", 20, 2)


def test_what_is_there_is_changed_by_a_row(whole: Any) -> None:
    whole(
        {
            "zones.csv": "code,room,name,grade\nCR22-A,CR22,Filling point,A\n",
            "sites.csv": "code,room,kind,name,x,y\nCR21-A1,CR21,ACTIVE_AIR,Door,7,9\n",
        },
        "nbakker",
    )
    zone, site = Zone.objects.get(), Site.objects.get(code="CR21-A1")
    assert (zone.name, zone.grade) == ("Filling point", "A")
    assert (site.x, site.y, site.name) == (7, 9, "Door")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("zones.csv", "code,room,name,grade\nZ1,CR99,Area,A\n", "There is no “CR99” among “rooms”"),
        (
            "zones.csv", "code,room,name,grade,equipment\nZ1,CR22,Area,A,INC-21\n",
            "zones.csv, line 2, column equipment: INC-21 stands in CR21",
        ),
        ("zones.csv", "code,room,name,grade\nZ1,CR22,Area,E\n", "zones.csv, line 2, column grade"),
        (
            "sites.csv", "code,room,kind,name,x,y\nS1,CR21,GLOVE,Hand,1,1\n",
            "sites.csv, line 2, column kind",
        ),
        ("sites.csv", "code,room,kind,name,x,y\nS1,CR21,CONTACT,Out,900,1\n", "sites.csv, line 2"),
        (
            "neighbours.csv", "room,other,passage,least_pa\nCR21,CR21,DOOR,15\n",
            "A room is not beside itself",
        ),
    ],
)  # fmt: skip
def test_a_bad_row_is_named(
    whole: Any, people: dict[str, User], name: str, text: str, said: str
) -> None:
    told = " ".join(facility.told(facility.shown({name: text}, people["nbakker"])))
    assert said in told
    assert "line 2" in told
