"""Reading renditions and their content."""

from __future__ import annotations

import hashlib

import pytest

from documents.store import path_of, read
from tests.api import world
from tests.deeds import changed


@pytest.fixture
def link(people, executed_batch):
    return world.file_pdf(people, executed_batch)


@pytest.fixture
def address(link):
    return f"renditions/ren_{link.rendition_id.hex}/"


@pytest.mark.urs("FAC-15")
def test_it_works(ask, link, address):
    rendition, batch = link.rendition, f"bat_{link.batch_id.hex}"
    expected = {
        "id": f"ren_{rendition.pk.hex}",
        "title": "Batch record CART-26-001",
        "media_type": "application/pdf",
        "sha256": rendition.sha256,
        "size": rendition.size,
        "pages": 3,
        "made_at": "2026-11-02T08:00:00Z",
        "batch": {"id": batch, "number": "CART-26-001", "version": link.batch_version},
        "links": {
            "self": f"/api/v1/{address}",
            "content": f"/api/v1/{address}content/",
            "batch": f"/api/v1/batches/{batch}/",
        },
    }
    assert ask("kadler", address).json() == expected
    assert ask("kadler", "renditions/").json() == {"next": None, "results": [expected]}
    assert ask("kadler", f"batches/{batch}/renditions/").json()["results"] == [expected]


@pytest.mark.urs("FAC-15")
def test_the_content_is_the_stored_file(ask, link, address):
    response = ask("kadler", f"{address}content/")
    sha256 = link.rendition.sha256
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="batch-record-cart')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["ETag"] == f'"{sha256}"'
    assert hashlib.sha256(response.content).hexdigest() == sha256
    assert ask("kadler", f"{address}content/", headers={"Accept": "application/pdf"}).content


def test_content_that_the_caller_has_is_not_even_read(ask, link, address):
    path_of(link.rendition.sha256).unlink()
    etag = f'"{link.rendition.sha256}"'
    response = ask("kadler", f"{address}content/", headers={"If-None-Match": etag})
    assert (response.status_code, response["ETag"]) == (304, etag)


def test_a_damaged_file_is_withheld(ask, link, address, caplog):
    path = path_of(link.rendition.sha256)
    path.write_bytes(read(link.rendition.sha256) + b"forged")
    response = ask("kadler", f"{address}content/")
    assert response.status_code == 500
    assert response.json()["type"] == "/api/problems/damaged-file"
    assert b"forged" not in response.content
    assert response.json()["request_id"] in caplog.text


def test_filters(ask, link):
    for query, count in [
        ({"number": "CART-26-001"}, 1),
        ({"number": "CART-26-002"}, 0),
        ({"made_at__gte": "2026-11-02T08:00:00Z"}, 1),
        ({"made_at__lt": "2026-11-02T08:00:00Z"}, 0),
        ({"batch": f"bat_{link.batch_id.hex}"}, 1),
        ({"batch": "bat_" + 32 * "0"}, 0),
    ]:
        assert len(ask("kadler", "renditions/", **query).json()["results"]) == count, query


def test_a_bad_filter_is_refused(ask, link):
    of_batch = f"batches/bat_{link.batch_id.hex}/renditions/"
    for address, name, value in [
        ("renditions/", "batch", "CART-26-001"),
        ("renditions/", "status", "EXECUTED"),
        (of_batch, "number", "CART-26-001"),
        (of_batch, "made_at__lt", "now"),
    ]:
        response = ask("kadler", address, **{name: value})
        assert response.status_code == 400
        assert [error["pointer"] for error in response.json()["errors"]] == [f"#/query/{name}"]


def test_pages(ask, people, executed_batch, link):
    changed(executed_batch, version=executed_batch.version + 1)
    newer = world.file_pdf(people, executed_batch)
    first = ask("kadler", "renditions/", limit=1).json()
    assert [one["id"] for one in first["results"]] == [f"ren_{newer.rendition_id.hex}"]
    second = ask("kadler", first["next"].removeprefix("/api/v1/")).json()
    assert [one["id"] for one in second["results"]] == [f"ren_{link.rendition_id.hex}"]
    assert second["next"] is None


def test_queries(ask, link, address, django_assert_num_queries):
    """The session, the person, the person's roles, the renditions."""
    ask("kadler", address)
    for place in ("renditions/", address, f"{address}content/"):
        with django_assert_num_queries(5):
            ask("kadler", place)
