"""Units of chemistry: amounts, concentrations, activities, endotoxin."""

from measures.units.definition import Unit, metric, one

CHEMICAL: tuple[Unit, ...] = (
    *metric("mol", "substance", ("", "m", "u", "n", "p")),
    *metric("mol/L", "substance concentration", ("", "m", "u", "n", "p")),
    *metric("g/mL", "mass concentration", ("", "m", "u", "n", "p")),
    *metric("g/L", "mass concentration", ("", "m", "u", "n"), factor="1/1000"),
    one("mg/dL", "mg/dL", "mass concentration", "1/100000"),
    *metric("g/{dose}", "mass per dose", ("m", "u", "n", "p"), symbol="g/dose"),
    *metric("g/{cell}", "mass per cell", ("p",), symbol="g/cell"),
    one("%{v/v}", "% (v/v)", "volume fraction"),
    one("%{w/v}", "% (w/v)", "mass in volume"),
    one("[pH]", "pH", "acidity"),
    one("mosm/kg", "mOsm/kg", "osmolality"),
    one("U", "U", "enzyme activity"),
    one("U/mL", "U/mL", "enzyme activity concentration"),
    one("U/L", "U/L", "enzyme activity concentration", "1/1000"),
    one("[IU]", "IU", "international units"),
    one("[IU]/mL", "IU/mL", "concentration of international units"),
    one("[IU]/mg", "IU/mg", "international units per mass"),
    one("[EU]", "EU", "endotoxin units"),
    one("[EU]/mL", "EU/mL", "endotoxin"),
    one("[EU]/kg", "EU/kg", "endotoxin per body weight"),
    one("[EU]/(kg.h)", "EU/kg/h", "endotoxin per body weight and time"),
    one("[EU]/mg", "EU/mg", "endotoxin per mass"),
    one("[EU]/{dose}", "EU/dose", "endotoxin per dose"),
)
