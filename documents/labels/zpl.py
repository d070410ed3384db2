"""A label in ZPL II, the language of label printers; no value can end a field or a label."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from string import ascii_letters, digits

from documents.labels.gs1 import GROUP
from documents.labels.layout import Layout, Line, Placed
from documents.models import SymbolKind

ESCAPE = "_"  # of the data of a DataMatrix: _1 is FNC1, __ is _
HEX = "\\"  # of every field: \\5E is ^
SAFE = frozenset((ascii_letters + digits + " -_.,:;/()+*=#%&?!'").encode())


def labels(layouts: Iterable[Layout], dots: int) -> bytes:
    """One format a label; `dots` are those of a millimetre."""
    return "".join(_label(one, dots) for one in layouts).encode("ascii")


def _label(layout: Layout, dots: int) -> str:
    width, height = _dots(layout.width, dots), _dots(layout.height, dots)
    fields = [_line(line, dots) for line in layout.lines]
    if layout.placed:
        fields.append(_symbol(layout.placed, dots))
    return f"^XA^CI28^PW{width}^LL{height}^LH0,0^PQ1\n" + "".join(fields) + "^XZ\n"


def _line(line: Line, dots: int) -> str:
    size = _dots(line.size, dots)
    return f"{_at(line.x, line.y, dots)}^A0N,{size},{size}{_field(line.text.encode())}\n"


def _symbol(placed: Placed, dots: int) -> str:
    module = _dots(placed.module, dots)
    content, kind = placed.symbol.content, placed.symbol.kind
    place = _at(placed.x, placed.y, dots)
    if kind == SymbolKind.QR:
        return f"{place}^BQN,2,{module}{_field(b'MA,' + content)}\n"
    data = content.replace(ESCAPE.encode(), 2 * ESCAPE.encode())
    if kind == SymbolKind.GS1:
        fnc1 = f"{ESCAPE}1".encode()
        data = fnc1 + data.replace(GROUP.encode(), fnc1)
    n = placed.symbol.modules
    return f"{place}^BXN,{module},200,{n},{n},6,{ESCAPE},1{_field(data)}\n"


def _field(content: bytes) -> str:
    written = "".join(chr(one) if one in SAFE else f"{HEX}{one:02X}" for one in content)
    return f"^FH{HEX}^FD{written}^FS"


def _at(x: Decimal, y: Decimal, dots: int) -> str:
    return f"^FO{_dots(x, dots)},{_dots(y, dots)}"


def _dots(millimetres: Decimal, dots: int) -> int:
    return int((millimetres * dots).to_integral_value(ROUND_HALF_UP))
