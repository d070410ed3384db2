"""Who is in the demo: all invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    username: str
    name: str
    role: str
    organisation: str = "SITE"


PEOPLE = (
    Person("jvermaat", "Joris Vermaat", "operator"),
    Person("aowusu", "Ama Owusu", "operator"),
    Person("imolenaar", "Iris Molenaar", "operator"),
    Person("sdijkhof", "Sanne Dijkhof", "operator"),
    Person("kadler", "Kwame Adler", "production-lead"),
    Person("mlindqvist", "Mara Lindqvist", "qa-reviewer"),
    Person("nbakker", "Noor Bakker", "facility-manager"),
    Person("shaas", "Silke Haas", "system-administrator"),
    Person("hbrandt", "Helena Brandt", "qualified-person"),
    Person("trieger", "Tomas Rieger", "qc-analyst"),
    Person("lwouters", "Lena Wouters", "microbiologist"),
    Person("pnorth", "Petra North", "partner", "NORTHLIGHT"),
    Person("phalden", "Paul Halden", "partner", "HALDEN"),
    Person("bms", "Building monitoring", "building-system"),
    Person("obrink", "Odile Brink", "partner", "ORANGERY"),
    Person("lvandam", "Lotte van Dam", "planner"),
)
