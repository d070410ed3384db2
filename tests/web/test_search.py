"""The scan box: what is known is opened, what resembles it is listed, the rest stays hidden."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from batches.api.ids import batch_id
from batches.commands.batches import link_sample
from batches.models import BatchRecord
from integrity.models import AuditEvent, Job, JobState
from people.commands.access_reviews import open_access_review
from people.commands.badges import give_badge
from people.models import User
from qc.commands.results import register_sample
from qc.commands.specifications import write_specification
from tests import cast
from tests.api.world import file_pdf
from tests.cast import make_batch

BATCH = "/batches/CART-26-001/"


def asked(browse: Any, username: str, words: str) -> Any:
    return browse(username).get("/search/", {"q": words})


def led(browse: Any, username: str, words: str) -> str:
    """Where the code leads to; empty when it leads nowhere."""
    answer = asked(browse, username, words)
    return answer.get("Location", "")


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("CART-26-001", BATCH),
        (" cart-26-001 ", BATCH),
        ("COI-2H8R-09E1", BATCH),
        ("nlt-0059", BATCH),
        ("cr05", "/board/rooms/CR05/"),
        ("CART-CD19", "/products/item/CART-CD19/"),
    ],
)
def test_a_known_code_is_opened(
    browse: Any, small_batch: BatchRecord, words: str, leads_to: str
) -> None:
    assert led(browse, "jvermaat", words) == leads_to


def test_a_master_and_its_revision_lead_to_what_is_made_by_it(
    browse: Any, small_batch: BatchRecord
) -> None:
    code = small_batch.master.code
    there = f"/batches/?{urlencode({'master': code})}"
    assert led(browse, "jvermaat", code) == led(browse, "jvermaat", f"{code} v1") == there
    page = browse("jvermaat").get(there)
    assert "CART-26-001" in page.text
    assert "CART-26-001" not in browse("jvermaat").get("/batches/?master=OTHER").text


@pytest.mark.parametrize(
    "scanned",
    ["\x02CART-26-001\x03", "CART-26-001\r\n", "]d2CART-26-001", "]C1CART-26-001", "]Q3CART-26-001",
     "\x1dCART-26-001\x1d"],
)  # fmt: skip
def test_what_a_scanner_adds_is_left_out(
    browse: Any, small_batch: BatchRecord, scanned: str
) -> None:
    assert led(browse, "jvermaat", scanned) == BATCH


def test_a_scanned_link_to_a_page_of_this_site_is_followed(
    browse: Any, small_batch: BatchRecord
) -> None:
    there = f"{BATCH}?operation=2"
    assert led(browse, "jvermaat", f"http://testserver{there}") == there


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/batches/CART-26-001/", "https://testserver@evil.example/batches/",
     "http://testserver//evil.example/", "http://testserver/\\evil.example/", "//evil.example/",
     "javascript:alert(1)", "http://testserver/no/such/page/", "http://testserver/api/v1/batches/",
     "http://testserver:99/batches/", "http://[", "http://testserver/search/?q=CART-26-001"],
)  # fmt: skip
def test_a_link_leads_nowhere_else(browse: Any, small_batch: BatchRecord, link: str) -> None:
    page = asked(browse, "jvermaat", link)
    assert (page.status_code, page.get("Location")) == (200, None)


def test_ids_of_the_api_and_documents_lead_to_their_pages(
    browse: Any, people: dict[str, User], executed_batch: BatchRecord
) -> None:
    link = file_pdf(people, executed_batch)
    pdf = reverse("batch-pdf", args=[executed_batch.number, link.batch_version])
    assert led(browse, "jvermaat", batch_id(executed_batch.pk)) == BATCH
    assert led(browse, "jvermaat", link.rendition.sha256) == pdf
    assert led(browse, "jvermaat", str(link)) == pdf


def test_a_sample_leads_to_the_results_of_its_batch(
    browse: Any, people: dict[str, User], small_batch: BatchRecord
) -> None:
    specification = write_specification(
        code="SPEC-1", revision=1, product=small_batch.master.product, criteria=[],
        source="A paper", by=cast.SETUP, at=cast.NOW,
    )  # fmt: skip
    sample = register_sample(
        code="S-11846", specification=specification, description="Final product",
        by=people["trieger"], at=cast.NOW,
    )  # fmt: skip
    link_sample(batch=small_batch, sample=sample, by=people["trieger"], at=cast.NOW)
    assert led(browse, "trieger", "s-11846") == f"{BATCH}results/"
    assert "Nothing of that name" in asked(browse, "jvermaat", "s-11846").text


@pytest.mark.parametrize("words", ["AOWUSU", "BADGE-7"])
def test_a_name_or_a_badge_leads_to_its_person_for_who_may_read_people(
    browse: Any, people: dict[str, User], words: str
) -> None:
    give_badge(user=people["aowusu"], serial="BADGE-7", by=people["shaas"], at=cast.NOW)
    assert led(browse, "shaas", words) == "/people/accounts/aowusu/"
    hidden = asked(browse, "jvermaat", words)
    assert "Nothing of that name" in hidden.text
    assert "Ama Owusu" not in hidden.text


def test_what_has_no_page_is_shown_in_its_list(browse: Any, people: dict[str, User]) -> None:
    open_access_review(by=people["mlindqvist"], at=cast.NOW)
    sponsor = people["pnorth"].organisations[0]
    assert led(browse, "mlindqvist", "northlight") == f"/people/organisations/#{sponsor.pk}"
    assert f'id="{sponsor.pk}"' in browse("mlindqvist").get("/people/organisations/").text
    assert led(browse, "mlindqvist", "qa-reviewer") == "/people/?role=qa-reviewer"
    assert led(browse, "mlindqvist", "ar-1") == "/people/access-reviews/1/"


def test_commands_hashes_and_numbered_events_lead_into_the_trail(
    browse: Any, small_batch: BatchRecord
) -> None:
    event = AuditEvent.objects.get(verb="batch.created")
    page = f"/trail/command/{event.command_id}/"
    names = [str(event.command_id), bytes(event.hash).hex(), f"event {event.seq}", f"#{event.seq}"]
    assert {led(browse, "mlindqvist", name) for name in names} == {page}
    assert {led(browse, "jvermaat", name) for name in names} == {""}
    assert page in asked(browse, "mlindqvist", str(event.seq)).text


def test_a_failed_job_is_found_by_who_looks_after_the_system(
    browse: Any, people: dict[str, User]
) -> None:
    failed = Job.objects.create(kind="make_pdf", key="batch 1", state=JobState.DEAD)
    waiting = Job.objects.create(kind="make_pdf", key="batch 2")
    assert led(browse, "shaas", str(failed.pk)) == f"/system/jobs/#{failed.pk}"
    assert led(browse, "mlindqvist", str(failed.pk)) == ""
    assert led(browse, "shaas", str(waiting.pk)) == ""


def test_a_code_of_several_records_lists_them_first(
    browse: Any, people: dict[str, User], small_batch: BatchRecord
) -> None:
    make_batch(people, small_batch.master, "CART-26-002")
    page = asked(browse, "jvermaat", "NLT-0059")
    exactly = page.text.partition("Exactly this code")[2]
    assert page.text.count(f'href="{BATCH}"') == 1
    assert page.status_code == 200
    assert BATCH in exactly
    assert "/batches/CART-26-002/" in exactly


def main_of(page: Any, words: str) -> str:
    """The page's own part, without the words that were asked for."""
    found = re.search(r"<main.*</main>", page.text, re.DOTALL)
    assert found
    return found[0].replace(words, "")


@pytest.mark.parametrize(
    ("theirs", "unknown"),
    [("CART-26-001", "CART-26-777"), ("COI-2H8R-09E1", "COI-2H8R-0000"), ("CART-CD19", "CART-CD77"),
     ("CR05", "CR77"), ("aowusu", "nobody"), ("event1", "event0"), ("26-0", "77-7"),
     ("NORTHLIGHT", "SOUTHLIGHT"), ("CART", "XART")],
)  # fmt: skip
def test_what_is_another_sponsor_s_is_answered_like_what_never_was(
    browse: Any, people: dict[str, User], small_batch: BatchRecord, theirs: str, unknown: str
) -> None:
    file_pdf(people, small_batch)
    hidden, nothing = asked(browse, "phalden", theirs), asked(browse, "phalden", unknown)
    assert hidden.status_code == nothing.status_code == 200
    assert "Nothing of that name" in hidden.text
    assert main_of(hidden, theirs) == main_of(nothing, unknown)


def test_a_sponsor_finds_its_own_and_no_rooms(browse: Any, small_batch: BatchRecord) -> None:
    assert led(browse, "pnorth", "CART-26-001") == BATCH
    assert "Nothing of that name" in asked(browse, "pnorth", "CR05").text


@pytest.mark.parametrize(("username", "most"), [("jvermaat", 15), ("mlindqvist", 20)])
def test_queries_of_a_search(
    browse: Any, small_batch: BatchRecord, django_assert_max_num_queries: Any, username: str,
    most: int,
) -> None:  # fmt: skip
    client = browse(username)
    with django_assert_max_num_queries(most):
        client.get("/search/", {"q": "C"})
