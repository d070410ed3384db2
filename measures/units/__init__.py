"""Units by their UCUM code: what is printed, what they measure, how they convert exactly.

The table is a closed list (ADR 0011): what is not in it is refused, never guessed.
"""

from measures.units.conversion import convert
from measures.units.definition import Unit
from measures.units.table import UNITS, unit

__all__ = ["UNITS", "Unit", "convert", "unit"]
