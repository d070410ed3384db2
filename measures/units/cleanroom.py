"""Particles and colonies: what cleanrooms, water and surfaces are monitored for."""

from measures.units.definition import Unit, one

CLEANROOM: tuple[Unit, ...] = (
    one("/m3", "/m³", "number concentration", "1/1000"),
    one("/mL", "/mL", "number concentration", "1000"),
    one("{particles}/m3", "particles/m³", "particle concentration", "1/1000000"),
    one("{particles}/mL", "particles/mL", "particle concentration"),
    one("[CFU]", "CFU", "colony forming units"),
    one("[CFU]/m3", "CFU/m³", "viable count in air"),
    one("[CFU]/{plate}", "CFU/plate", "viable count of a plate"),
    one("[CFU]/(4.h)", "CFU/4 h", "viable count of a settle plate"),
    one("[CFU]/{glove}", "CFU/glove", "viable count of a glove print"),
    one("[CFU]/mL", "CFU/mL", "bioburden"),
    one("[CFU]/(10.mL)", "CFU/10 mL", "bioburden", "1/10"),
    one("[CFU]/(100.mL)", "CFU/100 mL", "bioburden", "1/100"),
    one("[CFU]/g", "CFU/g", "bioburden per mass"),
)
