"""Two sponsors with a batch and a rendition each, made by commands and committed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from batches.commands.masters import write_master
from batches.commands.renditions import file_record_pdf
from batches.master_file import read_master
from batches.models import BatchRecord, BatchRendition, MasterBatchRecord
from documents.rendering.assemble import Assembled
from materials.commands.products import register_product
from materials.models import AtmpKind
from people.models import Organisation, User
from tests import cast
from tests.signing import approve


@dataclass(frozen=True)
class Sponsored:
    """What one sponsor has, with its ids in the API."""

    batch: BatchRecord
    link: BatchRendition

    @property
    def batch_id(self) -> str:
        return f"bat_{self.batch.pk.hex}"

    @property
    def rendition_id(self) -> str:
        return f"ren_{self.link.rendition_id.hex}"

    @property
    def addresses(self) -> list[str]:
        """Every address of the API that names one of its records."""
        batch, rendition = f"batches/{self.batch_id}/", f"renditions/{self.rendition_id}/"
        return [batch, f"{batch}renditions/", rendition, f"{rendition}content/"]


def northlight(people: dict[str, User]) -> Sponsored:
    return sponsored(people, cast.make_small_master(people), "CART-26-001")


def halden(people: dict[str, User]) -> Sponsored:
    return sponsored(people, halden_master(people), "HLD-26-001")


def halden_master(people: dict[str, User]) -> MasterBatchRecord:
    product = register_product(
        code="HLD-TIL", name="Tumour-infiltrating lymphocytes", is_autologous=True,
        kind=AtmpKind.SCTMP,
        sponsor=Organisation.objects.get(code="HALDEN"), by=cast.SETUP, at=cast.NOW,
    )  # fmt: skip
    draft = read_master(cast.SMALL_MASTER.read_text(encoding="utf-8"))
    master = write_master(
        draft=replace(draft, code="MBR-HLD-01"), product=product, by=people["kadler"], at=cast.NOW
    )
    return approve(master, by=people["mlindqvist"], at=cast.NOW)


def sponsored(people: dict[str, User], master: MasterBatchRecord, number: str) -> Sponsored:
    batch = cast.execute(people, cast.make_batch(people, master, number))
    return Sponsored(batch, file_pdf(people, batch))


def file_pdf(people: dict[str, User], batch: BatchRecord) -> BatchRendition:
    content = f"%PDF-1.7 stands for the record of {batch.number} v{batch.version}".encode()
    return file_record_pdf(
        batch=batch, version=batch.version, document=Assembled(content, 3), by=people["jvermaat"],
        at=cast.NOW,
    )  # fmt: skip
