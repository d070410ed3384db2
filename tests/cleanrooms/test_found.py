"""Rooms and products stand side by side in what is found."""

from __future__ import annotations

from typing import Any

from people.models import User
from tests import cast
from tests.cleanrooms import bench


def test_rooms_and_products_with_a_vector_are_found(browse: Any, people: dict[str, User]) -> None:
    cast.make_room("CR05")
    bench.product("CR0-TIL")
    found = browse("kadler").get("/search/?q=CR0")
    assert found.status_code == 200
    assert "CR05" in found.text
    assert "CR0-TIL" in found.text
