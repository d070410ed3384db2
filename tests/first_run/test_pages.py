"""The pages of the first run: bring files, see every difference, load exactly that."""

from __future__ import annotations

import html
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cgtlims.first_run.models import FacilityLoad
from cgtlims.first_run.subjects import SUBJECTS
from cleanrooms.models import Room
from documents.uploads import waiting
from people.models import User
from tests import cast
from tests.deeds import changed
from tests.first_run import facility
from tests.passwords import PASSWORD

PAGE = "/system/first-run/"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Any) -> None:
    settings.FILES_DIR = tmp_path


def look(client: Client, files: dict[str, str]) -> Any:
    sent = [SimpleUploadedFile(name, text.encode()) for name, text in files.items()]
    return client.post(PAGE, {"chosen": sent})


def load(client: Client, page: Any, **other: object) -> Any:
    ticket = re.search(r'name="ticket" value="([^"]+)"', page.text)
    sent = {"command_id": str(uuid.uuid4()), "ticket": ticket[1] if ticket else "", **other}
    return client.post(f"{PAGE}load/", {"reason": "First run", **sent}, follow=True)


def words(page: Any) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page.text).split()))


def test_accounts_that_wait_for_a_first_password_stand_on_the_load(
    browse: Any, people: dict[str, User]
) -> None:
    """Until they sign in; who may give codes gets there by a link."""
    client = browse("shaas")
    done = load(client, look(client, facility.OF_PEOPLE))
    assert "2 accounts wait for one: Anna Visser , Bram Mol ." in words(done)
    assert 'href="/people/accounts/avisser/"' in done.text
    changed(User.objects.get(username="bmol"), password=make_password(PASSWORD))
    again = client.get(f"{PAGE}loads/{FacilityLoad.objects.get().pk}/")
    assert "1 account waits for one: Anna Visser ." in words(again)


def test_the_schema_says_what_is_accepted_once(browse: Any, people: dict[str, User]) -> None:
    shown = words(browse("nbakker").get(f"{PAGE}schema/"))
    assert "Accepted:" not in shown
    assert "with 2,000 rows at once" in shown
    assert "Load files" in words(browse("nbakker").get(PAGE))


def test_what_is_shown_is_loaded(browse: Any, people: dict[str, User]) -> None:
    client = browse("nbakker")
    page = look(client, {"rooms.csv": facility.ROOMS})
    assert page.status_code == 200
    assert "2 records are made or changed" in words(page)
    assert not Room.objects.exists()
    done = load(client, page)
    assert "The files are loaded, as they were shown." in words(done)
    assert set(Room.objects.values_list("code", flat=True)) == {"CR21", "CR22"}
    kept = client.get(f"{PAGE}files/{FacilityLoad.objects.get().files.get().pk}/")
    assert kept.content.decode() == facility.ROOMS
    assert "attachment" in kept["Content-Disposition"]


def test_sent_twice_it_is_loaded_once(browse: Any, people: dict[str, User]) -> None:
    client, once = browse("nbakker"), str(uuid.uuid4())
    page = look(client, {"rooms.csv": facility.ROOMS})
    first, second = (load(client, page, command_id=once) for _ in range(2))
    assert first.redirect_chain == second.redirect_chain
    assert FacilityLoad.objects.count() == 1


def test_faults_are_shown_with_file_line_and_column(browse: Any, people: dict[str, User]) -> None:
    wrong = facility.ROOMS.replace("CLEANROOM,B", "CLEANROOM,E")
    page = look(browse("nbakker"), {"rooms.csv": wrong})
    assert page.status_code == 422
    assert "rooms.csv line 3, column grade “E” is not accepted here." in words(page)
    assert "Load exactly this" not in page.text


def test_what_changed_meanwhile_is_shown_anew(browse: Any, people: dict[str, User]) -> None:
    client = browse("nbakker")
    page = look(client, {"rooms.csv": facility.ROOMS})
    cast.make_room("CR21")
    anew = load(client, page)
    assert anew.status_code == 409
    assert "What loading would do now is not what you were shown." in words(anew)
    assert "Cleanroom CR21" in words(anew)
    assert Room.objects.count() == 1
    assert "The files are loaded" in words(load(client, anew))
    assert Room.objects.count() == 2


def test_a_ticket_serves_who_was_shown_the_files(browse: Any, people: dict[str, User]) -> None:
    page = look(browse("nbakker"), {"rooms.csv": facility.ROOMS})
    refused = load(browse("mlindqvist"), page)
    assert "These files wait no more" in words(refused)
    assert not Room.objects.exists()


def test_files_do_not_wait_for_ever(browse: Any, people: dict[str, User], tmp_path: Any) -> None:
    page = look(browse("nbakker"), {"rooms.csv": facility.ROOMS})
    waiting.sweep(timezone.now())
    assert list((tmp_path / "waiting").iterdir())
    waiting.sweep(timezone.now() + timedelta(hours=2))
    assert list((tmp_path / "waiting").iterdir()) == []
    assert "These files wait no more" in words(load(browse("nbakker"), page))


def test_a_reason_is_needed_and_the_files_stay(browse: Any, people: dict[str, User]) -> None:
    client = browse("nbakker")
    page = look(client, {"rooms.csv": facility.ROOMS})
    asked = load(client, page, reason=" ")
    assert asked.status_code == 422
    assert "The files are loaded" in words(load(client, asked))


def test_nothing_chosen_is_said(browse: Any, people: dict[str, User]) -> None:
    page = browse("nbakker").post(PAGE, {})
    assert page.status_code == 422
    assert "Choose at least one file with rows." in page.text


@pytest.mark.parametrize("name", [*(f"{one}.csv" for one in SUBJECTS), "first-run.yaml"])
def test_templates_are_downloaded(browse: Any, people: dict[str, User], name: str) -> None:
    answer = browse("shaas").get(f"{PAGE}templates/{name}/")
    assert answer.status_code == 200
    assert f'filename="{name}"' in answer["Content-Disposition"]


def test_other_names_are_no_template(browse: Any, people: dict[str, User]) -> None:
    assert browse("shaas").get(f"{PAGE}templates/patients.csv/").status_code == 404


def test_who_may_not_load_sees_nothing(browse: Any, people: dict[str, User]) -> None:
    client = browse("jvermaat")
    assert {client.get(PAGE).status_code, client.get(f"{PAGE}schema/").status_code} == {403}
    assert look(client, {"rooms.csv": facility.ROOMS}).status_code == 403
