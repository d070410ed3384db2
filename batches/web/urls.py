from django.urls import path, register_converter

from batches.web import (
    batch_list,
    batch_materials,
    batch_new,
    batch_record,
    documents,
    overrule,
    results,
    step,
)


class StepNumber:
    """Operation and step as printed: 7.14."""

    regex = r"[0-9]{1,3}\.[0-9]{1,3}"

    def to_python(self, value: str) -> tuple[int, int]:
        operation, sequence = value.split(".")
        return int(operation), int(sequence)

    def to_url(self, value: str | tuple[int, int]) -> str:
        return value if isinstance(value, str) else f"{value[0]}.{value[1]}"


class BatchNumber:
    """What may stand in a batch number; anything else is no address of ours."""

    regex = r"[A-Za-z0-9._-]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StepNumber, "step")
register_converter(BatchNumber, "batch_number")
urlpatterns = [
    path("", batch_list.batch_list, name="batch-list"),
    path("new/", batch_new.batch_new, name="batch-new"),
    path("<batch_number:number>/", batch_record.batch_record, name="batch"),
    path("<batch_number:number>/steps/<step:place>/", step.step_page, name="step"),
    path("<batch_number:number>/steps/<step:place>/verify/", step.verify, name="step-verify"),
    path(
        "<batch_number:number>/steps/<step:place>/overrule/",
        overrule.overrule_step,
        name="step-overrule",
    ),
    path(
        "<batch_number:number>/materials/", batch_materials.batch_materials, name="batch-materials"
    ),
    path("<batch_number:number>/results/", results.results, name="batch-results"),
    path("<batch_number:number>/documents/", documents.documents, name="batch-documents"),
    path(
        "<batch_number:number>/documents/progress/",
        documents.progress,
        name="batch-documents-progress",
    ),
    path("<batch_number:number>/documents/<int:version>/", documents.view_pdf, name="batch-pdf"),
    path(
        "<batch_number:number>/documents/<int:version>/file/",
        documents.pdf_file,
        name="batch-pdf-file",
    ),
]
