"""Nothing runs off the paper, whatever was typed; what was typed is never code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import segno
from PIL.Image import Image

from batches.commands.execution import complete_step
from batches.models import BatchRecord, BatchStep
from batches.record_pdf.content import PrintedRecord
from batches.record_pdf.read import read_record
from people.models import User
from tests.batches.record_pdf.conftest import printed
from tests.cast import NOW, answers
from tests.documents import reading
from tests.documents.listener import Listener

LEFT, RIGHT, TOP, BOTTOM = 19.9, 196.1, 9.5, 288
LONG_WORD = "A" * 400
LONG_REMARK = f"begun {LONG_WORD} " + "The port was stiff and no leak was seen. " * 400 + "ended"


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as listening:
        yield listening


def with_remark(record: PrintedRecord, remark: str) -> PrintedRecord:
    first, *others = record.operations
    steps = (replace(first.steps[0], remark=remark), *first.steps[1:])
    return replace(record, operations=(replace(first, steps=steps), *others))


def outside(content: bytes) -> list[reading.Piece]:
    return [
        piece
        for piece in reading.pieces(content)
        if piece.text.strip() not in {"", "NOT RELEASED"}
        and not (
            piece.left >= LEFT
            and piece.right <= RIGHT
            and piece.top >= TOP
            and piece.bottom <= BOTTOM
        )
    ]


def test_everything_stands_inside_the_margins(executed_record: PrintedRecord) -> None:
    assert outside(printed(executed_record).content) == []


def test_a_remark_of_pages_is_printed_whole(executed_record: PrintedRecord) -> None:
    content = printed(with_remark(executed_record, LONG_REMARK)).content
    text = reading.text(content)
    assert outside(content) == []
    assert "Remark begun" in text
    assert "no leak was seen. ended" in text
    assert text.replace(" ", "").count("A" * 400) == 1
    assert text.count("leak") >= 400


def test_long_words_stay_in_their_cells(executed_record: PrintedRecord) -> None:
    record = replace(
        executed_record,
        product="P" * 200,
        sponsor="S" * 200,
        facility="F" * 200,
        chain_of_identity="C" * 40,
        patient_code="N" * 40,
        number="B" * 40,
        operations=tuple(
            replace(
                operation,
                title="T" * 120,
                steps=tuple(
                    replace(
                        step,
                        title="U" * 200,
                        equipment=("E" * 120,),
                        parameters=tuple(
                            replace(parameter, name="V" * 200, accepted=("W" * 120,), action="")
                            for parameter in step.parameters
                        ),
                    )
                    for step in operation.steps
                ),
            )
            for operation in executed_record.operations
        ),
    )
    assert outside(printed(record).content) == []


MARKUP = """
<img src="http://{address}/x.png">
<script>fetch('http://{address}')</script>
</td></tr></table><link rel="stylesheet" href="http://{address}/x.css">
<style>@import url("http://{address}/x.css"); body {{ background: url(http://{address}) }}</style>
<link rel="attachment" href="file:///etc/passwd"><a href="http://{address}">x</a>
<svg><image href="http://{address}/x.png"/></svg><img src="file:///etc/passwd">
{{% include "base.html" %}} {{{{ settings.SECRET_KEY }}}} &lt; &#60;
"""


def test_markup_in_a_remark_is_printed_as_it_was_typed(
    people: dict[str, User], small_batch: BatchRecord, listener: Listener
) -> None:
    remark = MARKUP.format(address=listener.address)
    step = BatchStep.objects.filter(operation__batch=small_batch).order_by("position").first()
    assert step
    complete_step(step=step, values=answers(step), by=people["jvermaat"], at=NOW, remark=remark)
    content = printed(read_record(small_batch.pk)).content
    assert "".join(f"Remark{remark}".split()) in reading.text(content).replace(" ", "")
    assert listener.calls == 0
    with reading.internals(content) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        assert all("/A" not in note for note in notes)


def test_the_symbol_is_the_batch_number(executed_record: PrintedRecord) -> None:
    """Every module of the printed symbol is as light or dark as the QR code of the number."""
    modules = segno.make("CART-26-001", error="q", micro=False, boost_error=False).matrix
    with reading.opened(printed(executed_record).content) as document:
        image = document[0].render(scale=4, grayscale=True).to_pil()
    left, top, size = _dark_box(image)
    pitch = size / len(modules)
    for y, row in enumerate(modules):
        for x, module in enumerate(row):
            grey = image.getpixel((left + (x + 0.5) * pitch, top + (y + 0.5) * pitch))
            assert (grey < 128) == bool(module), f"module {x}, {y}"


def _dark_box(image: Image) -> tuple[float, float, float]:
    """Where the symbol stands: the dark area in the left part of the identity box."""
    scale = 4 * reading.MILLIMETRE
    x0, y0, x1, y1 = (int(edge * scale) for edge in (23, 63, 56, 91))
    dark = image.crop((x0, y0, x1, y1)).point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert dark
    assert abs((dark[2] - dark[0]) - (dark[3] - dark[1])) <= 2
    return x0 + dark[0], y0 + dark[1], dark[2] - dark[0]
