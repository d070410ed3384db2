"""A CAPA is checked by another than did it, and not cancelled under what was closed on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from integrity.models import Signature
from integrity.outbox.relay import relay
from integrity.refusals import Refused
from people.notifications.defaults import lay_missing_rules
from quality.commands.capa import open_capa, report_capa_done
from quality.commands.investigation import close_deviation, reject_deviation
from quality.models import Capa, CapaKind, Deviation
from tests.cast import NOW
from tests.deeds import changed
from tests.people.telling import told
from tests.quality.conftest import cancel, check, post, sign, sign_shown
from tests.signing import signed

pytestmark = pytest.mark.django_db
TODAY, DAY = NOW.date(), timedelta(days=1)


def opened(people, of: Deviation | None) -> Capa:
    return open_capa(
        title="New belt", description="Change it", kind=CapaKind.CORRECTIVE,
        owner=people["kadler"], due_on=TODAY, criterion="Runs", check_on=TODAY, deviation=of,
        by=people["mlindqvist"], at=NOW,
    )  # fmt: skip


@pytest.fixture
def capa(people, raised, classified) -> Capa:
    return opened(people, classified(raised()))


@pytest.fixture
def resting(people, raised, investigated) -> Capa:
    """The only one of a deviation that was closed on it."""
    deviation = investigated(raised())
    made = opened(people, deviation)
    signed(close_deviation, "deviation", deviation, people["mlindqvist"], NOW)
    return made


def test_it_is_cancelled_with_a_reason_and_a_signature(browse, people, capa):
    lay_missing_rules(NOW)
    own, quality = f"/quality/capa/{capa}/", browse("mlindqvist")
    assert "Cancel the CAPA" in quality.get(own).content.decode()
    answer = sign(quality, f"{own}cancel/", capa, reason=" ")
    assert answer.status_code == 422
    assert "A reason is needed." in answer.content.decode()
    assert sign(quality, f"{own}cancel/", capa, reason="The belt is gone").status_code == 302
    capa.refresh_from_db()
    assert (capa.state, capa.ending) == ("CANCELLED", "The belt is gone")
    (signature,) = Signature.objects.of(capa)
    assert (signature.meaning, signature.reason, signature.is_void) == (
        "APPROVED", "The belt is gone", False,
    )  # fmt: skip
    told_there = quality.get(f"/quality/deviations/{capa.deviation}/").content.decode()
    assert "The belt is gone" in told_there
    relay()
    assert told(matter__kind="capa.cancelled", matter__code=capa.number) == ["kadler"]


def test_what_was_closed_on_it_alone_keeps_it(browse, people, resting):
    own = f"/quality/capa/{resting}/"
    answer = sign(browse("mlindqvist"), f"{own}cancel/", resting, reason="Too dear")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "DEV-26-0001 was closed on this CAPA." in page
    assert "Open another CAPA for it first." in page
    resting.refresh_from_db()
    assert resting.state == "OPEN"
    deviation = f"/quality/deviations/{resting.deviation}/"
    assert "Open a CAPA" in browse("mlindqvist").get(deviation).content.decode()
    opened(people, resting.deviation)
    assert cancel(resting, people["mlindqvist"]).state == "CANCELLED"


def test_what_is_done_is_not_cancelled(people, capa):
    report_capa_done(capa=capa, evidence="x", by=people["kadler"], at=NOW)
    with pytest.raises(Refused, match="is “Done"):
        cancel(capa, people["mlindqvist"])


def test_no_capa_for_what_is_no_deviation(people, raised):
    deviation = raised()
    reject_deviation(deviation=deviation, reason="None", by=people["mlindqvist"], at=NOW)
    with pytest.raises(Refused, match="Not a deviation"):
        opened(people, deviation)


def test_who_did_it_does_not_check_it_on_its_page(browse, people, capa):
    report_capa_done(capa=capa, evidence="x", by=people["mlindqvist"], at=NOW)
    own, quality = f"/quality/capa/{capa}/", browse("mlindqvist")
    said: dict[str, Any] = {"is_effective": "yes", "finding": "Fine"}
    assert "“Reviewed by” must be another person." in quality.get(own).content.decode()
    answer = sign_shown(quality, own, f"{own}check/", **said)
    assert answer.status_code == 409
    assert "Performed by Mara Lindqvist." in answer.content.decode()
    capa.refresh_from_db()
    assert capa.state == "DONE"
    assert not capa.checks.exists()


def test_what_did_not_help_is_open_again_on_its_page(browse, people, capa):
    """Signed with what was found; a next check is needed, and the first one is kept."""
    report_capa_done(capa=capa, evidence="Belt changed", by=people["kadler"], at=NOW)
    own, quality = f"/quality/capa/{capa}/", browse("mlindqvist")
    said: dict[str, Any] = {"is_effective": "no", "finding": "It fell again"}
    answer = sign_shown(quality, own, f"{own}check/", **said)
    assert answer.status_code == 422
    assert "It is not effective, so it is checked again." in answer.content.decode()
    again = (TODAY + 60 * DAY).isoformat()
    assert sign_shown(quality, own, f"{own}check/", check_on=again, **said).status_code == 302
    capa.refresh_from_db()
    assert (capa.state, capa.check_on.isoformat()) == ("OPEN", again)
    page = quality.get(own).content.decode()
    for words in ("It did not help. It fell again", "It did not help", "Belt changed"):
        assert words in page
    done = {"evidence": "Motor changed", "version": capa.version}
    assert post(browse("kadler"), f"{own}done/", **done).status_code == 302
    changed(capa, check_on=TODAY)
    said = {"is_effective": "yes", "finding": "None since"}
    assert sign_shown(browse("mlindqvist"), own, f"{own}check/", **said).status_code == 302
    capa.refresh_from_db()
    assert capa.state == "EFFECTIVE"
    first, second = capa.checks.all()
    evidence = [one.action["evidence"] for one in (first, second)]
    assert evidence == ["Belt changed", "Motor changed"]
    for one in (first, second):
        assert [signature.is_void for signature in Signature.objects.of(one)] == [False]


def test_what_was_found_is_signed_with_the_closing(people, capa):
    report_capa_done(capa=capa, evidence="x", by=people["kadler"], at=NOW)
    check(capa, people["mlindqvist"], NOW, finding="None since")
    capa.refresh_from_db()
    (told_of,) = capa.signed_content()["checks"]
    assert (told_of["finding"], told_of["is_effective"]) == ("None since", True)
