"""Codes at receipt: read and shown on the page, or refused with what is wrong and accepted."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from materials.codes.isbt import DonationNumber, check_character
from materials.codes.isbt_label import IsbtLabel
from materials.models import Lot
from tests.materials import stock
from tests.materials.sent import papers, receipt

pytestmark = pytest.mark.django_db
NUMBER = "0000G12345678"  # the donation number in stock.DONATION
ISBT = "G123498654321"
OF_ISBT = f"NL002713{ISBT}"
SEC = "E000005600120990131"


@pytest.fixture
def page(apheresis):
    return reverse("lot-receive", args=["APH-01"])


def said(answer) -> str:
    return " ".join(answer.text.split())


@pytest.mark.urs("ATMP-07.02")
@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", "donation identification sequence has 21 characters; this has 0."),
        (stock.DONATION[:-1], "donation identification sequence has 21 characters; this has 20."),
        ("US" + stock.DONATION[2:], "“US” at places 1 and 2 is no country"),
        (stock.DONATION[:-1] + "-", "“-” at place 21 is no part of donation identification"),
        (f"={ISBT}00", "country and tissue establishment lack"),
    ],
)
def test_human_starting_material_needs_its_donation_code(browse, apheresis, page, code, why):
    """The rule refuses, and says where and what is accepted; what was typed is still there."""
    client = browse("jvermaat")
    refused = client.post(page, receipt(apheresis, **papers(donation_code=code)))
    assert refused.status_code == 422
    assert why in said(refused)
    assert "Accepted" in said(refused)
    assert "SL-7" in refused.text
    assert Lot.objects.count() == 0
    assert client.post(page, receipt(apheresis, **papers())).status_code == 302
    assert Lot.objects.get().donation_code == stock.DONATION


@pytest.mark.urs("ATMP-07.03")
@pytest.mark.parametrize(
    ("code", "why", "accepted"),
    [
        (f"{stock.DONATION}{SEC}0", "has 40 characters; this has 41", "40 characters"),
        (f"{stock.DONATION}{SEC[:11]}20990230", "“20990230” at places 33 to 40", "YYYYMMDD"),
        (f"{stock.DONATION}C{SEC[1:]}", "“C” at place 22", "A for ISBT 128, B for Eurocode"),
        (f"{stock.DONATION}E00000/6{SEC[8:]}", "“/” at place 28", "capital letters A to Z"),
    ],
)
def test_of_a_wrong_european_code_the_place_and_what_is_accepted_are_said(
    browse, apheresis, page, code, why, accepted
):
    refused = browse("jvermaat").post(page, receipt(apheresis, **papers(donation_code=code)))
    assert refused.status_code == 422
    assert why in said(refused)
    assert accepted in said(refused)
    assert Lot.objects.count() == 0


@pytest.mark.urs("ATMP-07.03")
def test_a_full_single_european_code_is_shown_in_its_parts(browse, apheresis, page):
    right = papers(donation_code=f"SEC {stock.DONATION} {SEC}")
    client = browse("jvermaat")
    assert client.post(page, receipt(apheresis, **right)).status_code == 302
    lot = Lot.objects.get()
    assert lot.donation_code == f"{stock.DONATION} {SEC}"
    assert timezone.localtime(lot.expires_at).strftime("%Y-%m-%d") == "2099-01-31"
    shown = client.get(reverse("lot", args=[lot.number])).text
    for part in ("NL002713", NUMBER, "E (EUTC)", "0000056", ">001<", "31 Jan 2099"):
        assert part in shown


def scanned(label: str, code: str = OF_ISBT, **more):
    return papers(label=label, donation_code=code, supplier_lot="", **more)


def test_an_isbt_128_label_is_read_compared_and_shown(browse, apheresis, page):
    """Three codes one after the other: donation number, product code, expiry with its hour."""
    label = f"={ISBT}00 =<S1234V00 &>0993651330"
    client = browse("jvermaat")
    given = {**receipt(apheresis), **scanned(label)}
    assert client.post(page, given).status_code == 302
    lot = Lot.objects.get()
    assert (lot.label, lot.supplier_lot) == (label, ISBT)
    assert timezone.localtime(lot.expires_at).strftime("%Y-%m-%d %H:%M") == "2099-12-31 13:30"
    shown = client.get(reverse("lot", args=[lot.number])).text
    for part in ("ISBT 128", f"{ISBT} {check_character(ISBT)}", "S1234V00", "31 Dec 2099 13:30"):
        assert part in shown


@pytest.mark.parametrize(
    ("label", "why"),
    [
        (f"={ISBT}78", "The check value “78” does not fit"),
        ("=<s1234V00", "is no ISBT 128 product code"),
        ("&>0993669930", "is no ISBT 128 expiry"),
        ("=>099400", "is no ISBT 128 expiry"),
        (f"={ISBT}0", "has 15 characters, not 16"),
        (f"={ISBT}00=%0123", "begins with no ISBT 128 code that is read here"),
        (f"={ISBT}00=G12349865432200", "The label says two of"),
        (f"=+03000={ISBT}00=>099365", "it has 3 codes; it has 2"),
        ("=W123498654321" + "00", "The label says donation W123498654321, the code says"),
    ],
)
def test_an_isbt_128_label_that_is_wrong_or_of_another_donation_is_refused(
    browse, apheresis, page, label, why
):
    refused = browse("jvermaat").post(page, {**receipt(apheresis), **scanned(label)})
    assert refused.status_code == 422
    assert why in said(refused)
    assert Lot.objects.count() == 0


def test_the_compound_message_says_the_same():
    label = IsbtLabel.parse(f"]d1=+03000={ISBT}00=<S1234V00=>099365")
    assert label.donation == DonationNumber.parse(f"={ISBT}00")
    assert (str(label.product), str(label.expires_on)) == ("S1234V00", "2099-12-31")
    assert label.ends_at is None


def test_product_and_expiry_of_label_and_european_code_are_the_same(browse, apheresis, page):
    code = f"{OF_ISBT}A00S123400020991231"
    client = browse("jvermaat")
    for label, why in (
        (f"={ISBT}00=<S9999V00", "The label says product S9999, the code says S1234"),
        (f"={ISBT}00=>099364", "The label says 2099-12-30, the code says 2099-12-31"),
    ):
        refused = client.post(page, {**receipt(apheresis), **scanned(label, code)})
        assert refused.status_code == 422
        assert why in said(refused)
    right = scanned(f"={ISBT}00=<S1234V00=>099365", code)
    assert client.post(page, {**receipt(apheresis), **right}).status_code == 302


def test_a_gs1_label_is_read_and_shown_and_a_wrong_one_refused(browse, people):
    medium = stock.material()
    stock.source(medium)
    client, page = browse("jvermaat"), reverse("lot-receive", args=[medium.code])
    for label, why in (
        ("(01)09521234543214(10)A", "has another check digit"),
        ("(10)A(10)B", "stands there twice"),
        ("LOT-24-117", "This is no GS1 code"),
    ):
        refused = client.post(page, receipt(medium, label=label, supplier_lot=""))
        assert refused.status_code == 422
        assert why in said(refused)
    differs = client.post(page, receipt(medium, label="(10)21ABC"))
    assert "The label says lot 21ABC." in said(differs)
    label = "(01)09521234543213(17)451130(10)21ABC(21)SER1(37)12"
    right = receipt(medium, label=label, supplier_lot="")
    assert client.post(page, right).status_code == 302
    lot = Lot.objects.get()
    assert lot.supplier_lot == "21ABC"
    shown = client.get(reverse("lot", args=[lot.number])).text
    for part in ("GS1", "09521234543213", "21ABC", "SER1", "(37)"):
        assert part in shown


def test_whether_it_is_damaged_is_chosen(browse, people):
    """Nobody clicks past it: nothing is preselected, and nothing chosen is refused."""
    medium = stock.material()
    stock.source(medium)
    client, page = browse("jvermaat"), reverse("lot-receive", args=[medium.code])
    assert not re.search(r'name="is_damaged"[^>]*checked', client.get(page).text)
    refused = client.post(page, receipt(medium, is_damaged=""))
    assert refused.status_code == 422
    assert 'id="id_is_damaged_error"' in refused.text
    assert Lot.objects.count() == 0


def test_whose_it_is_is_chosen(browse, people):
    medium = stock.material()
    stock.source(medium)
    client, page = browse("jvermaat"), reverse("lot-receive", args=[medium.code])
    assert 'value="own" selected' not in client.get(page).text
    refused = client.post(page, receipt(medium, owner=""))
    assert refused.status_code == 422
    assert 'id="id_owner_error"' in refused.text
    assert Lot.objects.count() == 0


def test_what_it_bears_stands_beside_what_was_measured(browse, apheresis, page):
    client = browse("jvermaat")
    assert "accepted is 2 to 8 °C" in client.get(page).text
    client.post(page, receipt(apheresis, **papers(warmest="8.5")))
    shown = said(client.get(reverse("lot", args=[Lot.objects.get().number])))
    assert "2.5 to 8.5 °C" in shown
    assert "accepted: 2 to 8 °C" in shown
