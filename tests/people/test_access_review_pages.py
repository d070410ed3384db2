"""The review of access through its pages."""

from __future__ import annotations

import pytest
from django.test import Client

from integrity.signatures.content import content_hash
from people.commands.access_reviews import open_access_review
from people.models import AccessReview
from tests.passwords import PASSWORD
from tests.people.sending import again, send, words

pytestmark = pytest.mark.django_db


def sign(client: Client, review: AccessReview, **said: str):
    """QA signs, whoever is signed in."""
    entered = {"shown": content_hash(review), "who": "mlindqvist", "secret": PASSWORD, **said}
    return send(client, f"/people/access-reviews/{review.number}/complete/", **entered)


def test_access_is_reviewed(browse, people):
    client = browse("mlindqvist")
    assert send(client, "/people/access-reviews/").status_code == 302
    review = AccessReview.objects.get()
    path = f"/people/access-reviews/{review.number}/"
    lines = {line.user.username: line for line in review.lines.select_related("user")}
    gone = lines["jvermaat"]
    typed = {f"decision-{gone.pk}": "WITHDRAW", f"note-{gone.pk}": ""}
    refused = send(client, path, **typed)
    assert (refused.status_code, "Say why" in words(refused)) == (422, True)
    kept = {f"decision-{line.pk}": "KEEP" for line in lines.values()}
    notes = {
        f"note-{line.pk}": "as it is"
        for line in lines.values()
        if line.user != people["mlindqvist"]
    }
    assert (
        send(client, path, **{**kept, **notes, **typed, f"note-{gone.pk}": "Left"}).status_code
        == 302
    )
    early = sign(client, review)
    assert (early.status_code, "1 account is not judged" in words(early)) == (409, True)
    own = lines["mlindqvist"]
    client.force_login(people["nbakker"])
    send(client, path, **{f"decision-{own.pk}": "KEEP", f"note-{own.pk}": ""})
    assert sign(client, review, secret="wrong").status_code == 422
    assert sign(client, review, who="nbakker").status_code == 403
    assert sign(client, review).status_code == 302
    assert not again(people["jvermaat"]).active_memberships
    page = words(client.get(path))
    assert "Left" in page
    assert "<b>Mara Lindqvist</b>" in page


def test_who_reads_a_review_judges_nothing(browse, people, now):
    review = open_access_review(by=people["mlindqvist"], at=now)
    page = words(browse("shaas").get(f"/people/access-reviews/{review.number}/"))
    assert "Complete the review" not in page
    assert "<select" not in page
