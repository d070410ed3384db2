"""What documents own: files, controlled documents, labels, forms, and what was rendered."""

from documents.models.blank_form import BlankForm, FormState
from documents.models.controlled import (
    Document,
    DocumentKind,
    DocumentVersion,
    VersionState,
)
from documents.models.label import LabelState, LabelTemplate, LabelVersion, SymbolKind
from documents.models.label_run import (
    Label,
    LabelOutcome,
    LabelRun,
    LabelScan,
    RunState,
    ScanResult,
)
from documents.models.printer import Dots, Printer, PrinterKind
from documents.models.rendition import Rendition
from documents.models.stored_file import Attachment, StoredFile
from documents.models.training import Opening, TrainedHow, Training, TrainingNeed

__all__ = [
    "Attachment",
    "BlankForm",
    "Document",
    "DocumentKind",
    "DocumentVersion",
    "Dots",
    "FormState",
    "Label",
    "LabelOutcome",
    "LabelRun",
    "LabelScan",
    "LabelState",
    "LabelTemplate",
    "LabelVersion",
    "Opening",
    "Printer",
    "PrinterKind",
    "Rendition",
    "RunState",
    "ScanResult",
    "StoredFile",
    "SymbolKind",
    "TrainedHow",
    "Training",
    "TrainingNeed",
    "VersionState",
]
