"""What was read of the codes that came with a lot, and the files that QA decided on by name."""

from __future__ import annotations

from contextlib import suppress

from django.urls import reverse

from documents.models import Attachment
from materials.codes.donated import donation_of
from materials.codes.label import read_label
from materials.models import Lot
from measures.problems import ValueProblem

Lines = tuple[tuple[str, str], ...]


def donation_lines(lot: Lot) -> Lines:
    """The parts of its donation code, each with a name; nothing when it has none."""
    with suppress(ValueProblem):
        return donation_of(lot.donation_code).lines if lot.donation_code else ()
    return ()


def label_lines(lot: Lot) -> tuple[str, Lines]:
    """By which standard the scanned label is, and what it says."""
    with suppress(ValueProblem):
        label = read_label(lot.label)
        return label.standard, label.lines
    return "", ()


def files_of(lot: Lot) -> list[tuple[str, str, str]]:
    """Name, address and SHA-256 of every file that was signed with the decision."""
    named = {
        one.file.sha256: one
        for one in Attachment.objects.filter(
            subject_type=lot._meta.label_lower, subject_id=lot.pk
        ).select_related("file")
    }
    return [
        (named[sha256].file.name, reverse("file", args=[named[sha256].pk]), sha256)
        if sha256 in named
        else ("", "", sha256)
        for sha256 in lot.files
    ]
