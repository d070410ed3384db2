"""A decoder reads from the rendered sheet what the symbol was to say."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp

from documents.store import read
from materials.codes.gs1 import LabelData
from tests.documents import labels

pytestmark = pytest.mark.django_db
READ = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.DataMatrix, zxingcpp.BarcodeFormat.QRCode])


def scanned(content: bytes) -> list[zxingcpp.Barcode]:
    """Every symbol on the first page, as a scanner sees it at 300 dpi."""
    document = pypdfium2.PdfDocument(content)
    picture = document[0].render(scale=300 / 72).to_pil().convert("L")
    document.close()
    return zxingcpp.read_barcodes(picture, formats=READ)


def on_a_sheet(people, **written):
    version = labels.effective(people, **written)
    vial = labels.container()
    run = labels.printed(people, vial, version, labels.sheet(people), copies=2)
    labels.work_off()
    run.refresh_from_db()
    return vial, scanned(read(run.sheet.sha256))


def test_a_gs1_datamatrix_is_read_back_as_gs1(people):
    vial, found = on_a_sheet(people)
    assert len(found) == 2
    assert {one.symbology_identifier for one in found} == {"]d2"}
    data = LabelData.parse(found[0].bytes.decode())
    assert (data.gtin, data.lot) == ("09506000134352", vial.lot.number)
    assert data.elements["91"] == vial.code


def test_a_datamatrix_and_a_qr_code_are_read_back_as_they_were_meant(people):
    vial, found = on_a_sheet(people, symbol="DATAMATRIX", says="{code} {label}")
    assert {one.text for one in found} == {f"{vial.code} LB-000001", f"{vial.code} LB-000002"}


def test_a_qr_code_is_read_back(people):
    vial, found = on_a_sheet(people, symbol="QR", says="{code}")
    assert [(one.format, one.text) for one in found] == 2 * [
        (zxingcpp.BarcodeFormat.QRCode, vial.code)
    ]
