"""The files of a small facility, as somebody would write them."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import yaml

from cgtlims.first_run.dry_run import dry_run
from cgtlims.first_run.outcome import Outcome
from cgtlims.first_run.upload import Upload, received
from documents.uploads.waiting import Brought
from people.models import User
from tests.cast import NOW
from tests.documents.bad_files import PDF

ORGANISATIONS = "code,name,kind\nLIFELINE,Lifeline Reagents,SUPPLIER\n"
PEOPLE = "username;name;email\navisser;Anna Visser;a.visser@example.org\nbmol;Bram Mol;\n"
ROLES = "username,role,until\navisser,operator,2027-12-31\nbmol,qc-analyst,\n"
ROOMS = (
    "code,name,suite,kind,grade,x,y,width,height\n"
    "CR21,Closed process 1,Suite 9,CLEANROOM,C,0,10,45,42\n"
    'CR22,"Open, handling",Suite 9,CLEANROOM,B,50,10,45,42\n'
)
EQUIPMENT = "code,name,kind,room,serial_number\nINC-21,CO₂ incubator,INCUBATOR,CR21,=SN-1\n"
NEIGHBOURS = "room,other,passage,least_pa,justification\nCR22,CR21,HATCH,15,\n"
ZONES = "code,room,name,grade,equipment\nCR22-A,CR22,Working area,A,\n"
SITES = (
    "code,room,kind,name,zone,x,y,volume_l\n"
    "CR22-S1,CR22,SETTLE,Bench,CR22-A,4,5,\nCR21-A1,CR21,ACTIVE_AIR,Door,,1,2,1000\n"
)
MATERIALS = (
    "code,name,kind,unit,open_hours,thaw_hours,coldest,warmest,needs_certificate\n"
    "MED-21,T cell medium,CRITICAL_RAW,mL,72,24,2.0,8.0,yes\n"
    "VIAL-21,Cryovial,CONSUMABLE,{vial},,,,,\n"
)
SUPPLIERS = (
    "organisation,title,kind,scope,audit_evidence,valid_from,items\n"
    "LIFELINE,Culture reagents,MATERIAL,All media,AUD-26-004,2026-01-01,MED-21\n"
)
SOURCES = (
    "material,supplier,their_code,valid_from\nMED-21,LIFELINE,LR-1,2026-01-01\n"
    "VIAL-21,LIFELINE,LR-2,2026-01-01\n"
)
DOCUMENTS = (
    "code,title,kind,owner,review_months,version,effective_since,change_reason,file\n"
    "SOP-117,Gowning,SOP,qa-reviewer,24,4,2025-06-01,Order changed,SOP-117.txt\n"
)
STOCK = """stock:
  - lot: L25-0310
    material: MED-21
    kind: RECEIVED
    supplier: LIFELINE
    supplier_lot: 2503-117
    expires_on: 2027-03-31
    decided_before: Released on 2025-04-02 by M. Lind, record R-118
    container: L25-0310-01
    quantity: 450.50
    place: Fridge 3
    opened_at: 2026-11-01 09:30
  - lot: L25-0310
    material: MED-21
    kind: RECEIVED
    supplier: LIFELINE
    supplier_lot: 2503-117
    expires_on: 2027-03-31
    decided_before: Released on 2025-04-02 by M. Lind, record R-118
    container: L25-0310-02
    quantity: 500
"""
SOP = "# Gowning\n\nWash hands.\n"
OF_PEOPLE = {"organisations.csv": ORGANISATIONS, "people.csv": PEOPLE, "roles.csv": ROLES}
OF_GMP = {
    "rooms.csv": ROOMS, "neighbours.csv": NEIGHBOURS, "equipment.csv": EQUIPMENT,
    "zones.csv": ZONES, "sites.csv": SITES, "materials.csv": MATERIALS,
    "suppliers.csv": SUPPLIERS, "sources.csv": SOURCES, "documents.csv": DOCUMENTS,
    "SOP-117.txt": SOP, "stock.yaml": STOCK,
}  # fmt: skip
AT = NOW + timedelta(minutes=5)


def upload(files: dict[str, str | bytes]) -> Upload:
    return received(
        Brought(name, text if isinstance(text, bytes) else text.encode())
        for name, text in files.items()
    )


def shown(files: dict[str, str | bytes], by: User) -> Outcome:
    return dry_run(upload(files), by, AT)


def told(outcome: Outcome) -> list[str]:
    return [str(one) for one in outcome.faults]


PERSONAL = ("organisations", "people", "roles")
OTHERS = (
    "rooms", "neighbours", "equipment", "zones", "sites", "materials", "suppliers", "sources",
    "documents", "stock", "SOP-117", "SOP-118",
)  # fmt: skip
TWO_DOCUMENTS = f"{DOCUMENTS}SOP-118,Cleaning,SOP,qa-reviewer,24,1,,First version,SOP-118.pdf\n"
FULL_STOCK = (
    "lot,material,kind,supplier,supplier_lot,expires_on,coldest,warmest,container,quantity,"
    "opened_at,thawed_at\n"
    "L25-0310,MED-21,RECEIVED,LIFELINE,2503-117,2027-03-31,1.5,6.0,L25-0310-01,450.50,"
    "2026-11-01 09:30,\n"
    "L25-0310,MED-21,RECEIVED,LIFELINE,2503-117,2027-03-31,1.5,6.0,L25-0310-02,500,,"
    "2026-11-01 10:00\n"
)


def written_as(ending: str) -> dict[str, str | bytes]:
    """Every kind of row, each in a file of its own with this ending, and what documents name."""
    tables = {
        "organisations": ORGANISATIONS, "people": PEOPLE, "roles": ROLES, "rooms": ROOMS,
        "neighbours": NEIGHBOURS, "equipment": EQUIPMENT, "zones": ZONES, "sites": SITES,
        "materials": MATERIALS, "suppliers": SUPPLIERS,
        "sources": SOURCES, "documents": TWO_DOCUMENTS, "stock": FULL_STOCK,
    }  # fmt: skip
    named: dict[str, str | bytes] = {"SOP-117.txt": SOP, "SOP-118.pdf": PDF}
    if ending == "csv":
        return {**{f"{name}.csv": text for name, text in tables.items()}, **named}
    return {**{f"{name}.yaml": as_yaml(name, text) for name, text in tables.items()}, **named}


def as_yaml(name: str, table: str) -> str:
    """The rows of a CSV as a list, every value in quotes."""
    delimiter = ";" if ";" in table.splitlines()[0] else ","
    rows = list(csv.DictReader(StringIO(table), delimiter=delimiter))
    return yaml.safe_dump({name: rows}, default_style='"', allow_unicode=True, sort_keys=False)
