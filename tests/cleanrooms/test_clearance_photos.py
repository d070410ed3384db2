"""Photos at the lines of a clearance: both who sign it sign them too."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.utils import timezone

from cleanrooms.commands.clearances import answer_line
from cleanrooms.commands.uses import prepare_use
from cleanrooms.models import Answer, Purpose, Room, RoomUse
from documents.models import Attachment
from integrity.models import Signature
from tests.cleanrooms.bench import sign, text
from tests.documents.bad_files import picture
from tests.passwords import PASSWORD


@pytest.fixture
def use(cleared_room: Room, carts: Any, people: Any) -> RoomUse:
    """Every line is answered, and nobody has signed."""
    made = prepare_use(
        room=cleared_room, purpose=Purpose.PRODUCTION, number="CART-1", by=people["jvermaat"],
        at=timezone.now(),
    )  # fmt: skip
    for line in made.lines.all():
        answer_line(line=line, answer=Answer.DONE, by=people["jvermaat"], at=timezone.now())
    return made


def photographed(client: Any, use: RoomUse) -> Any:
    line = use.lines.first()
    sent = {
        "command_id": uuid.uuid4(), "caption": "Bench",
        "file": SimpleUploadedFile("bench.png", picture(), "image/png"),
    }  # fmt: skip
    page = f"/documents/files/cleanrooms.clearanceline/{line.pk}/?photo=1"
    return client.post(page, sent, follow=True)


def photos() -> QuerySet[Attachment]:
    return Attachment.objects.filter(subject_type="cleanrooms.clearanceline")


def cleared(client: Any, use: RoomUse, who: str) -> Any:
    page = f"/board/uses/{use.pk}/"
    return sign(client, page, f"{page}sign/", who)


def test_a_photo_is_signed_with_its_line_and_none_comes_after(browse: Any, use: RoomUse) -> None:
    client = browse("jvermaat")
    assert "The file is attached." in text(photographed(client, use))
    photo = photos().get()
    page = text(client.get(f"/board/uses/{use.pk}/"))
    assert "1 photo" in page
    cleared(client, use, "jvermaat")
    cleared(browse("aowusu"), use, "aowusu")
    signed = Signature.objects.of(use)
    assert [photo.file.sha256 in one.content for one in signed] == [True, True]
    refused = photographed(browse("jvermaat"), use)
    assert "is signed, or not needed" in text(refused)
    assert photos().count() == 1
    assert not any(one.is_void for one in Signature.objects.of(use))


def test_a_photo_taken_after_the_page_was_shown_has_to_be_seen_first(
    browse: Any, use: RoomUse
) -> None:
    client = browse("jvermaat")
    page = f"/board/uses/{use.pk}/"
    shown = client.get(page).context["signing"].initial
    assert "The file is attached." in text(photographed(client, use))
    entered = {"command_id": str(shown["command_id"]), "shown": shown["shown"]}
    answer = client.post(f"{page}sign/", {**entered, "who": "jvermaat", "secret": PASSWORD})
    assert answer.status_code == 409
    assert not Signature.objects.of(use).exists()
