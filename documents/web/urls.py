from django.urls import path

from documents.web import (
    converters as converters,
)
from documents.web import (
    deeds,
    document,
    document_list,
    drafting,
    files,
    overruling,
    reading,
    signing,
    training,
    training_signing,
)
from documents.web.paper_urls import PATHS

VERSION = "<document_code:code>/versions/<int:number>/"
urlpatterns = [
    path("", document_list.document_list, name="document-list"),
    path("new/", deeds.document_new, name="document-new"),
    path("training/", training.training, name="training"),
    path("training/needs/", training.training_needs, name="training-needs"),
    path("training/needs/new/", training.training_need_new, name="training-need-new"),
    path("training/needs/<uuid:pk>/end/", training.training_need_end, name="training-need-end"),
    path("files/<uuid:pk>/", files.file, name="file"),
    path("files/<record_kind:kind>/<uuid:key>/", files.files, name="files"),
    path("files/<record_kind:kind>/<uuid:key>/latest/", files.files_latest, name="files-latest"),
    *PATHS,
    path("<document_code:code>/", document.document, name="document"),
    path("<document_code:code>/alter/", deeds.document_alter, name="document-alter"),
    path("<document_code:code>/governs/", deeds.document_governs, name="document-governs"),
    path("<document_code:code>/draft/", drafting.document_draft, name="document-draft"),
    path(VERSION, document.document_version, name="document-version"),
    path(f"{VERSION}read/", training_signing.document_read, name="document-read"),
    path(
        f"{VERSION}assess/<username:username>/",
        training_signing.training_assess,
        name="training-assess",
    ),
    path(f"{VERSION}open/", reading.document_open, name="document-open"),
    path(f"{VERSION}pdf/", reading.document_pdf, name="document-pdf"),
    path(f"{VERSION}file/", reading.document_file, name="document-file"),
    path(f"{VERSION}file/shown/", reading.document_file_shown, name="document-file-shown"),
    path(f"{VERSION}overrule/", overruling.document_overrule, name="document-overrule"),
    path(f"{VERSION}edit/", drafting.document_edit, name="document-edit"),
    path(f"{VERSION}submit/", deeds.document_submit, name="document-submit"),
    path(f"{VERSION}return/", deeds.document_return, name="document-return"),
    path(f"{VERSION}withdraw/", deeds.document_withdraw, name="document-withdraw"),
    path(f"{VERSION}review/", signing.sign_version, {"deed": "review"}, name="document-review"),
    path(f"{VERSION}approve/", signing.sign_version, {"deed": "approve"}, name="document-approve"),
    path(
        f"{VERSION}periodic-review/",
        signing.sign_version,
        {"deed": "periodic"},
        name="document-periodic-review",
    ),
    path(f"{VERSION}retire/", signing.sign_version, {"deed": "retire"}, name="document-retire"),
]
