"""Label templates in versions, printers, and labels from asking to reconciliation."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from documents.commands.label_runs import (
    begin_sending,
    print_labels,
    send_again,
)
from documents.commands.labels import approve_label, draft_label, edit_label
from documents.commands.printers import (
    TEST_KIND,
    put_out_of_service,
    register_printer,
)
from documents.commands.printers import test_printer as ask_for_a_test
from documents.models import Label, LabelState, RunState
from documents.services import PRINTING
from documents.store import read
from integrity.models import Signature
from integrity.refusals import NotPermitted, Refused
from tests.cast import NOW
from tests.deeds import said
from tests.documents import labels, reading
from tests.documents.printer_server import printer_on_a_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def printer():
    with printer_on_a_port() as found:
        yield found


def codes(refused) -> set[str]:
    return {blocker.code for blocker in refused.value.blockers}


# -- Templates


def test_a_version_is_effective_once_another_person_signed_it(people):
    version = labels.drafted(people)
    with pytest.raises(Refused) as refused:
        approve_label.body(version=version, by=people["kadler"], at=NOW, attested=None)
    assert codes(refused) == {"OWN_WORK"}
    version = labels.approved(people, version)
    assert version.state == LabelState.EFFECTIVE
    assert Signature.objects.of(version).count() == 1


def test_the_next_version_supersedes_it(people):
    first = labels.effective(people)
    second = draft_label(
        template=first.template, **{**labels.WRITTEN, "width": Decimal(50)}, by=people["kadler"],
        at=NOW,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        draft_label(template=first.template, **labels.WRITTEN, by=people["kadler"], at=NOW)
    assert codes(refused) == {"VERSION_IN_WORK"}
    labels.approved(people, second)
    first.refresh_from_db()
    assert (first.state, second.number) == (LabelState.SUPERSEDED, 2)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": "{patient}"}, "UNKNOWN_FIELD"),
        ({"text": "{lot"}, "UNKNOWN_FIELD"),
        ({"says": "{code}"}, "NOT_ELEMENTS"),
        ({"symbol": "NONE"}, "SYMBOL_AND_DATA"),
        ({"says": "(17){lot}"}, "NOT_GS1"),
        ({"width": Decimal(5)}, "SIZE"),
        ({"text": "{material} " * 12}, "TEXT_TOO_LONG"),
    ],
)
def test_a_draft_that_could_not_be_printed_is_refused(people, wrong, code):
    with pytest.raises(Refused) as refused:
        labels.drafted(people, **wrong)
    assert codes(refused) == {code}


def test_only_a_draft_is_edited(people):
    version = labels.effective(people)
    with pytest.raises(Refused) as refused:
        edit_label(version=version, **labels.WRITTEN, by=people["kadler"], at=NOW)
    assert codes(refused) == {"NOT_A_DRAFT"}


# -- Printers


@pytest.mark.parametrize("host", ["10.0.0.7", "169.254.169.254", "::1", "printer.invalid", ""])
def test_nothing_is_sent_to_an_address_outside_the_printers_networks(people, host):
    with pytest.raises(Refused) as refused:
        labels.zpl_printer(people, 9100, host=host)
    assert codes(refused) == {"ADDRESS_NOT_ALLOWED"}


def test_an_address_is_looked_at_again_when_something_is_sent(people, printer, settings):
    run = labels.printed(
        people, labels.container(), labels.effective(people),
        labels.zpl_printer(people, printer.port),
    )  # fmt: skip
    settings.PRINTER_NETWORKS = []
    labels.work_off()
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "Nothing was sent" in run.problem
    assert printer.received == []


def test_a_grid_that_leaves_the_sheet_is_refused(people):
    with pytest.raises(Refused) as refused:
        register_printer(
            code="SHEET-2", name="X", kind="SHEET", place="",
            setup=replace(labels.GRID, columns=4), by=people["nbakker"], at=NOW,
        )  # fmt: skip
    assert codes(refused) == {"NO_SUCH_SIZE"}


def test_a_test_print_says_which_printer_it_came_from(people, printer):
    found = labels.zpl_printer(people, printer.port)
    ask_for_a_test(printer=found, by=people["nbakker"], at=NOW)
    assert labels.work_off(TEST_KIND) == [True]
    found.refresh_from_db()
    assert (found.test_problem, found.tested_at is not None) == ("", True)
    assert b"^FDPR-1^FS" in printer.received[0]


def test_a_test_print_that_nobody_took_says_so(people):
    with printer_on_a_port() as gone:
        port = gone.port
    found = labels.zpl_printer(people, port)
    ask_for_a_test(printer=found, by=people["nbakker"], at=NOW)
    labels.work_off(TEST_KIND)
    found.refresh_from_db()
    assert "Nothing was printed" in found.test_problem


# -- Printing


def test_labels_are_numbered_frozen_and_sent_once(people, printer):
    vial, version = labels.container(), labels.effective(people)
    run = labels.printed(people, vial, version, labels.zpl_printer(people, printer.port), copies=3)
    assert labels.work_off() == [True]
    assert labels.work_off() == []
    run.refresh_from_db()
    assert (run.state, run.problem) == (RunState.SENT, "")
    sent = printer.received[0].decode()
    assert len(printer.received) == 1
    assert sent.count("^XA") == 3
    numbers = [str(one) for one in run.labels.all()]
    assert numbers == ["LB-000001", "LB-000002", "LB-000003"]
    assert all(f"^FD{number}^FS" in sent for number in numbers)
    first = run.labels.first()
    assert first.values["lot"] == vial.lot.number
    assert first.data == f"(01)09506000134352(10){vial.lot.number}(91){vial.code}"


def test_a_label_is_printed_of_what_is_effective_fits_and_works(people, printer):
    vial, version = labels.container(), labels.drafted(people)
    small = labels.zpl_printer(people, printer.port, width=Decimal(30), height=Decimal(20))
    put_out_of_service(printer=small, reason="Head worn", by=people["nbakker"], at=NOW)
    small.refresh_from_db()
    with pytest.raises(Refused) as refused:
        labels.printed(people, vial, version, small, copies=0, first_place=2)
    assert codes(refused) == {
        "NOT_EFFECTIVE", "OUT_OF_SERVICE", "TOO_LARGE", "COPIES", "NO_SUCH_PLACE",
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        labels.printed(people, vial.lot, labels.approved(people, version), small)
    assert "OTHER_KIND" in codes(refused)
    assert not Label.objects.exists()


def test_who_may_not_print_prints_nothing(people, printer):
    vial, version = labels.container(), labels.effective(people)
    on = labels.zpl_printer(people, printer.port)
    with pytest.raises(NotPermitted):
        print_labels(subject=vial, label=version, printer=on, copies=1, by=people["pnorth"], at=NOW)


def test_a_run_whose_worker_died_is_not_sent_again_unknowingly(people, printer):
    run = labels.printed(
        people, labels.container(), labels.effective(people),
        labels.zpl_printer(people, printer.port),
    )  # fmt: skip
    begin_sending(run=run, by=PRINTING, at=NOW)
    assert labels.work_off() == [True]
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "some may be printed" in run.problem
    assert printer.received == []
    send_again(run=run, reason="Nothing came out", by=people["jvermaat"], at=NOW)
    assert labels.work_off() == [True]
    run.refresh_from_db()
    assert (run.state, run.attempt, len(printer.received)) == (RunState.SENT, 2, 1)
    assert said().filter(verb="labels.sent_again").get().reason == "Nothing came out"


def test_a_printer_that_does_not_answer_or_breaks_off_is_told_apart(people):
    vial, version = labels.container(), labels.effective(people)
    with printer_on_a_port() as gone:
        port = gone.port
    silent = labels.printed(people, vial, version, labels.zpl_printer(people, port), copies=1)
    with printer_on_a_port(breaks=True) as breaking:
        other = labels.zpl_printer(people, breaking.port, code="PR-2")
        broken = labels.printed(people, vial, version, other, copies=200)
        labels.work_off()
    silent.refresh_from_db()
    broken.refresh_from_db()
    assert (silent.state, broken.state) == (RunState.FAILED, RunState.FAILED)
    assert "Nothing was printed" in silent.problem
    assert "some may be printed" in broken.problem


def test_a_sheet_begins_at_the_first_free_place(people):
    run = labels.printed(
        people, labels.container(), labels.effective(people), labels.sheet(people), copies=4,
        first_place=20,
    )  # fmt: skip
    assert labels.work_off() == [True]
    run.refresh_from_db()
    assert (run.state, run.sheet.pages) == (RunState.SENT, 2)
    letters = [
        (letter, piece)
        for piece in reading.pieces(read(run.sheet.sha256))
        for letter in piece.text.replace(reading.HYPHEN_AT_LINE_END, "-")
    ]
    whole = "".join(letter for letter, _piece in letters)
    begins = {found[0]: letters[found.start()][1] for found in re.finditer(r"LB-\d{6}", whole)}
    found = {
        number: (piece.page, int(piece.left // 66), int((piece.top - 15.1) // 38.1))
        for number, piece in begins.items()
    }
    assert found == {
        "LB-000001": (1, 1, 6), "LB-000002": (1, 2, 6),
        "LB-000003": (2, 0, 0), "LB-000004": (2, 1, 0),
    }  # fmt: skip
