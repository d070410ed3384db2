"""From a label version and values to what stands on the label."""

from __future__ import annotations

from collections.abc import Mapping

from documents.labels.fields import filled, filled_lines
from documents.labels.gs1 import elements
from documents.labels.layout import Layout, laid_out
from documents.labels.symbols import symbol
from documents.models import Dots, Label, LabelVersion, Printer, SymbolKind


def data_of(version: LabelVersion, values: Mapping[str, str]) -> str:
    """What the symbol says. Raises Refused when it would be no GS1 code."""
    if version.symbol == SymbolKind.GS1:
        return elements(version.data, values)
    return filled(version.data, values)


def layout_of(
    version: LabelVersion, values: Mapping[str, str], printer: Printer | None = None
) -> Layout:
    """The whole label, for this printer's dots. Raises Refused when it does not fit."""
    data = data_of(version, values)
    return laid_out(
        version.width, version.height, filled_lines(version.text, values),
        symbol(SymbolKind(version.symbol), data) if data else None,
        Dots(printer.dpi).a_millimetre if printer and printer.dpi else None,
    )  # fmt: skip


def layout_of_label(label: Label) -> Layout:
    """A label as it was printed."""
    return layout_of(label.run.label, label.values, label.run.printer)


def sample(version: LabelVersion, names: Mapping[str, object]) -> dict[str, str]:
    """Made-up values that show how a label of this template looks."""
    made = {name: name.upper().replace("_", "-") for name in names}
    digits = {"gtin": "09506000134352", "expires_gs1": "271231", "label": "LB-000000"}
    return made | {name: value for name, value in digits.items() if name in made}


def test_layout(printer: Printer) -> Layout:
    """What a test print says: which printer it came from, with a symbol to be scanned."""
    texts = [f"# {printer.code}", printer.name, f"{printer.width} × {printer.height} mm"]
    return laid_out(
        printer.width, printer.height, texts,
        symbol(SymbolKind.DATAMATRIX, f"TEST {printer.code}"),
        Dots(printer.dpi).a_millimetre if printer.dpi else None,
    )  # fmt: skip
