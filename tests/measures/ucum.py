"""A second reading of UCUM codes, by the standard's grammar, to check the table against.

It knows prefixes, the atoms in use, powers of ten and annotations, and nothing of our dimensions.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

PREFIXES = {
    "k": Fraction(10**3), "d": Fraction(1, 10), "c": Fraction(1, 10**2), "m": Fraction(1, 10**3),
    "u": Fraction(1, 10**6), "n": Fraction(1, 10**9), "p": Fraction(1, 10**12),
}  # fmt: skip
# What each atom is worth in which others; an atom that is not resolved stands for itself.
METRIC: dict[str, tuple[Fraction, dict[str, int]]] = {
    atom: (Fraction(1), {atom: 1})
    for atom in ("m", "s", "g", "K", "A", "V", "S", "mol", "u", "Gy", "lx", "Cel", "Pa", "U")
} | {
    "L": (Fraction(1, 10**3), {"m": 3}),
    "bar": (Fraction(10**5), {"Pa": 1}),
    "osm": (Fraction(1), {"mol": 1}),
    "[IU]": (Fraction(1), {"[IU]": 1}),
    "[g]": (Fraction(1), {"[g]": 1}),
}
PLAIN: dict[str, tuple[Fraction, dict[str, int]]] = {
    atom: (Fraction(1), {atom: 1})
    for atom in ("[pH]", "[CFU]", "[PFU]", "[TCID_50]", "[EU]", "[NTU]")
} | {
    "%": (Fraction(1, 100), {}),
    "[ppm]": (Fraction(1, 10**6), {}),
    "[ppb]": (Fraction(1, 10**9), {}),
    "min": (Fraction(60), {"s": 1}),
    "h": (Fraction(3600), {"s": 1}),
    "d": (Fraction(86400), {"s": 1}),
    "wk": (Fraction(604800), {"s": 1}),
}
TOKEN = re.compile(r"[./()]|\{[^{}]*\}|10\*[0-9]+|[0-9]+|(?:[A-Za-z%]|\[[^\]]*\])+[0-9]*")


@dataclass
class Reading:
    """What a code is worth in which atoms; annotations are kept apart, for they mean nothing."""

    worth: Fraction = Fraction(1)
    atoms: Counter[str] = field(default_factory=Counter)

    def times(self, other: Reading, exponent: int) -> None:
        self.worth *= other.worth**exponent
        for atom, power in other.atoms.items():
            self.atoms[atom] += power * exponent

    @property
    def signature(self) -> dict[str, int]:
        return {atom: power for atom, power in self.atoms.items() if power}


def read(code: str) -> Reading:
    """What the code says. Raises ValueError when it is no UCUM code of these atoms."""
    tokens = TOKEN.findall(code)
    if "".join(tokens) != code:
        raise ValueError(f"{code} has something that is no token: {tokens}")
    found = _term(tokens)
    if tokens:
        raise ValueError(f"{code} goes on after its end: {tokens}")
    return found


def _term(tokens: list[str]) -> Reading:
    """Components from left to right; a solidus divides by the next component alone."""
    found, sign = Reading(), 1
    if tokens[0] == "/":
        sign = -1
        tokens.pop(0)
    while True:
        found.times(_component(tokens), sign)
        if not tokens or tokens[0] == ")":
            return found
        sign = {".": 1, "/": -1}[tokens.pop(0)]


def _component(tokens: list[str]) -> Reading:
    token = tokens.pop(0)
    if token.startswith("{"):
        return Reading()
    if token == "(":
        found = _term(tokens)
        if tokens.pop(0) != ")":
            raise ValueError("a bracket is not closed")
    else:
        found = _simple(token)
    if tokens and tokens[0].startswith("{"):
        tokens.pop(0)
    return found


def _simple(token: str) -> Reading:
    if token.startswith("10*"):
        return Reading(Fraction(10 ** int(token[3:])))
    if token.isdigit():
        return Reading(Fraction(token))
    symbol = token if token in PLAIN else token.rstrip("0123456789")
    exponent = int(token.removeprefix(symbol) or 1)
    found = Reading()
    found.times(_atom(symbol), exponent)
    return found


def _atom(symbol: str) -> Reading:
    for prefix, factor in (("", Fraction(1)), *PREFIXES.items()):
        rest = symbol.removeprefix(prefix)
        known = METRIC | PLAIN if prefix == "" else METRIC
        if symbol.startswith(prefix) and rest in known:
            worth, atoms = known[rest]
            return Reading(worth * factor, Counter(atoms))
    raise ValueError(f"{symbol} is no atom of UCUM that is in use here")
