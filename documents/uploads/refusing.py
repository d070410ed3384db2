"""The reasons not to take a file, each with what is accepted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from integrity.refusals import Refused, refuse

FIELD = "file"
ACCEPTED = _("Accepted: PDF, PNG, JPEG, WebP, XLSX, CSV, TXT, JSON.")


def empty() -> Refused:
    return refuse("EMPTY_FILE", _("This file is empty."), clears=ACCEPTED, field=FIELD)


def too_large(megabytes: int) -> Refused:
    return refuse(
        "TOO_LARGE",
        _("This file is too large."),
        clears=_("Accepted: up to %(most)s MB.") % {"most": megabytes},
        field=FIELD,
    )


def unknown() -> Refused:
    return refuse(
        "UNKNOWN_KIND",
        _("What is in this file is of no kind that is kept here."),
        clears=ACCEPTED,
        field=FIELD,
    )


def markup() -> Refused:
    """HTML, SVG and XML run in a browser."""
    return refuse(
        "MARKUP",
        _("This file holds HTML, SVG or XML, whatever its name says."),
        clears=_("Save a drawing as PNG or PDF, a page as PDF."),
        field=FIELD,
    )


def other_ending(name: str, label: Any, endings: tuple[str, ...]) -> Refused:
    return refuse(
        "WRONG_ENDING",
        _("“%(name)s” is a file of the kind %(kind)s, and its name does not say so.")
        % {"name": name, "kind": label},
        clears=_("Accepted: a name that ends with %(endings)s.")
        % {"endings": ", ".join(f".{one}" for one in endings)},
        field=FIELD,
    )


def two_kinds(label: Any) -> Refused:
    return refuse(
        "TWO_KINDS",
        _("More than a file of the kind %(kind)s is in this file.") % {"kind": label},
        clears=_("Open it in its program and save it anew."),
        field=FIELD,
    )


def broken(label: Any) -> Refused:
    return refuse(
        "BROKEN_FILE",
        _("This file of the kind %(kind)s cannot be read.") % {"kind": label},
        clears=_("Open it in its program and save it anew."),
        field=FIELD,
    )


def too_many_pixels(most: int) -> Refused:
    return refuse(
        "TOO_MANY_PIXELS",
        _("This picture has too many pixels."),
        clears=_("Accepted: up to %(most)s million.") % {"most": most},
        field=FIELD,
    )


def moving() -> Refused:
    return refuse(
        "SEVERAL_PICTURES",
        _("This file holds several pictures."),
        clears=_("Accepted: one picture a file."),
        field=FIELD,
    )


def macros() -> Refused:
    return refuse(
        "MACROS",
        _("There are macros in this workbook."),
        clears=_("Save it without macros, as .xlsx."),
        field=FIELD,
    )


def unpacks_too_large(megabytes: int) -> Refused:
    return refuse(
        "UNPACKS_TOO_LARGE",
        _("Unpacked, this workbook is too large."),
        clears=_("Accepted: up to %(most)s MB when unpacked.") % {"most": megabytes},
        field=FIELD,
    )
