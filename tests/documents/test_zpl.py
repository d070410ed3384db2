"""What a label printer is sent, and that no value ends a field or a label."""

from __future__ import annotations

from decimal import Decimal

import pytest

from documents.labels.layout import laid_out
from documents.labels.symbols import symbol
from documents.labels.zpl import labels
from documents.models import SymbolKind
from integrity.refusals import Refused

WIDTH, HEIGHT = Decimal(60), Decimal(25)
GS1 = "(01)09506000134352(10)L26_1(21)7"


def zpl(*texts: str, kind: SymbolKind = SymbolKind.GS1, data: str = GS1, dots: int = 8) -> str:
    layout = laid_out(WIDTH, HEIGHT, texts, symbol(kind, data), dots)
    return labels([layout], dots).decode()


def test_it_works():
    sent = zpl("# Medium", "Lot 7")
    assert sent.startswith("^XA^CI28^PW480^LL200^LH0,0^PQ1\n")
    assert sent.endswith("^XZ\n")
    assert "^FH\\^FDMedium^FS" in sent
    assert sent.count("^FD") == sent.count("^FS") == 3


def test_a_gs1_symbol_begins_with_fnc1_and_parts_its_elements_by_it():
    assert "_1010950600013435210L26__1_1217^FS" in zpl("Lot 7")


def test_a_plain_symbol_has_no_fnc1():
    sent = zpl("Lot 7", kind=SymbolKind.DATAMATRIX, data="L26_1")
    assert "^FDL26__1^FS" in sent


def test_a_qr_code_says_its_data():
    sent = zpl("Lot 7", kind=SymbolKind.QR, data="L26-1")
    assert "^BQN,2,6^FH\\^FDMA,L26-1^FS" in sent


@pytest.mark.parametrize("bad", ["^XZ^XA^FDx", "~JA", "a\\5Eb", "a\n^XZ", "é^FS"])
def test_a_value_ends_no_field_and_begins_no_command(bad):
    plain, sent = zpl("Lot"), zpl(bad)
    assert sent.count("^") == plain.count("^")
    assert sent.count("~") == 0
    assert sent.count("\n") == plain.count("\n")
    assert sent.isascii()


def test_what_stands_on_the_label_can_be_read_back_from_its_escapes():
    field = zpl("é^FS~\\").partition("^FD")[2].partition("^FS")[0]
    assert field == "\\C3\\A9\\5EFS\\7E\\5C"


def test_a_module_is_a_whole_number_of_dots():
    for dots in (8, 12, 24):
        placed = laid_out(WIDTH, HEIGHT, ["Lot"], symbol(SymbolKind.GS1, GS1), dots).placed
        assert placed is not None
        in_dots = placed.module * dots
        assert abs(in_dots - round(in_dots)) < Decimal("0.01")


def test_what_would_be_too_small_to_read_is_refused():
    with pytest.raises(Refused, match="modules"):
        laid_out(Decimal(10), Decimal(8), ["Lot"], symbol(SymbolKind.GS1, GS1), 8)
    with pytest.raises(Refused, match="does not fit"):
        laid_out(Decimal(20), Decimal(20), ["Long " * 20])


def test_a_symbol_says_only_what_every_scanner_reads_alike():
    with pytest.raises(Refused, match="no scanner reads alike"):
        symbol(SymbolKind.QR, "Müller")
