"""Materials: what holds for every lot of one."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from materials.details import Details, code_blockers, details_blockers
from materials.models import Material, MaterialKind
from people.models import User
from people.permissions import Permission


@command(permission=Permission.MANAGE_MATERIALS)
def register_material(
    *, code: str, kind: MaterialKind, unit: str, details: Details, by: User, at: datetime
) -> Material:
    """Makes a material known, with the unit in which it is counted from now on."""
    material = Material(code=one_line(code), kind=kind, unit=unit.strip())
    details.put(material)
    refuse_if([*code_blockers(material.code), *details_blockers(material)])
    used = refuse(
        "CODE_USED",
        _("There is a material %(code)s already.") % {"code": material.code},
        clears=_("Give a code of its own."),
        field="code",
    )
    with unique(used):
        material.save(force_insert=True)
    told = {"code": material.code, "kind": kind, "unit": material.unit}
    say("material.registered", about=material, details=told)
    return material


@command(permission=Permission.MANAGE_MATERIALS)
def alter_material(
    *, material: Material, details: Details, reason: str, by: User, at: datetime
) -> Material:
    """Changes what holds for its lots from now on. Code, kind and unit stay."""
    material = material.lock()
    details.put(material)
    refuse_if(details_blockers(material))
    material.store()
    say("material.altered", about=material, reason=reason, details={"name": material.name})
    return material
