"""The demo process: autologous CD19 CAR-T, from its master batch record file."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from batches.commands.masters import approve_master, write_master
from batches.master_file import read_master
from batches.models import MasterBatchRecord
from cgtlims.demo.pen import Pen
from cgtlims.demo.people import SETUP
from integrity.signatures.meanings import Meaning
from materials.commands.products import register_product
from materials.models import AtmpKind, Containment, LegalBasis
from people.models import Organisation, User

FILES = Path(__file__).parent / "processes"


@cache
def load(name: str) -> Any:
    """The file, read once; nobody changes what it says."""
    return yaml.load((FILES / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def make_master(users: dict[str, User], pen: Pen, at: datetime) -> MasterBatchRecord:
    """Written by production, approved by QA."""
    product = load("car_t_master.yaml")["product"]
    made = register_product(
        code=product["code"],
        name=product["name"],
        is_autologous=product["autologous"],
        kind=AtmpKind.GTMP,
        legal_bases=[LegalBasis.TRIAL],
        vector="LVV-CD19",
        containment=Containment.LEVEL_1,
        sponsor=Organisation.objects.get(code="NORTHLIGHT"),
        by=SETUP,
        at=at,
    )
    draft = read_master((FILES / "car_t_master.yaml").read_text(encoding="utf-8"))
    master = write_master(draft=draft, product=made, by=users["kadler"], at=at)
    approver = users["mlindqvist"]
    attested = pen.attest(master, Meaning.APPROVED, by=approver, at=at)
    return approve_master(master=master, by=approver, at=at, attested=attested)
