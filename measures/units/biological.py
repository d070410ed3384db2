"""Cells, vectors and copies: every kind is a dimension of its own.

UCUM gives {annotations} no meaning, so that cells, genomes and particles a millilitre would be
the same to it; here nothing is converted that only looks alike.
"""

from measures.units.definition import Unit, one, powers

CELLS: tuple[Unit, ...] = (
    Unit("{cells}", "cells", "cells", singular="cell"),
    *powers("", "", "cells", range(3, 12)),
    one("{cells}/mL", "cells/mL", "cell concentration"),
    one("{cells}/uL", "cells/µL", "cell concentration", "1000"),
    *powers("/mL", "/mL", "cell concentration", range(3, 10)),
    one("{cells}/kg", "cells/kg", "dose"),
    *powers("/kg", "/kg", "dose", range(4, 10)),
    one("{cells}/cm2", "cells/cm²", "seeding density"),
    *powers("/cm2", "/cm²", "seeding density", range(3, 7)),
    one("{beads}/3.10*6{cells}", "beads/3×10⁶ cells", "beads per cells"),
)

VECTORS: tuple[Unit, ...] = (
    one("{TU}", "TU", "transducing units"),
    *powers("{TU}", "TU", "transducing units", range(5, 12)),
    one("{TU}/mL", "TU/mL", "titre"),
    *powers("{TU}/mL", "TU/mL", "titre", range(5, 12)),
    one("{MOI}", "MOI", "multiplicity of infection"),
    one("{vg}", "vg", "vector genomes"),
    *powers("{vg}", "vg", "vector genomes", range(8, 18)),
    one("{vg}/mL", "vg/mL", "vector genome titre"),
    *powers("{vg}/mL", "vg/mL", "vector genome titre", range(8, 16)),
    one("{vg}/kg", "vg/kg", "vector genome dose"),
    *powers("{vg}/kg", "vg/kg", "vector genome dose", range(10, 16)),
    one("{vg}/{cell}", "vg/cell", "vector genomes per cell"),
    one("{vp}", "vp", "viral particles"),
    *powers("{vp}", "vp", "viral particles", range(8, 18)),
    one("{vp}/mL", "vp/mL", "viral particle titre"),
    *powers("{vp}/mL", "vp/mL", "viral particle titre", range(8, 16)),
    one("[PFU]", "PFU", "plaque forming units"),
    one("[PFU]/mL", "PFU/mL", "plaque titre"),
    *powers("[PFU]/mL", "PFU/mL", "plaque titre", range(5, 12)),
    one("[TCID_50]/mL", "TCID₅₀/mL", "infectious titre"),
)

COPIES: tuple[Unit, ...] = (
    Unit("{copies}", "copies", "copies", singular="copy"),
    one("{copies}/mL", "copies/mL", "copy concentration"),
    one("{copies}/uL", "copies/µL", "copy concentration", "1000"),
    one("{copies}/{cell}", "copies/cell", "copies per cell"),
    one("{copies}/100.ng", "copies/100 ng DNA", "copies per DNA"),
    one("{copies}/ug", "copies/µg DNA", "copies per DNA", "1/10"),
    one("{copies}/{reaction}", "copies/reaction", "copies per reaction"),
    one("{bp}", "bp", "sequence length"),
    one("10*3.{bp}", "kbp", "sequence length", "1000"),
    one("{Ct}", "Ct", "threshold cycle"),
)

READ_OUTS: tuple[Unit, ...] = (
    one("{OD}", "OD", "optical density"),
    one("{MFI}", "MFI", "fluorescence intensity"),
    one("{RLU}", "RLU", "luminescence"),
    one("{log10}", "log₁₀", "decadic logarithm"),
)

BIOLOGICAL: tuple[Unit, ...] = (*CELLS, *VECTORS, *COPIES, *READ_OUTS)
