"""Addresses of labels, printers and forms on paper."""

from django.urls import path

from documents.web import blank_forms, label_log, label_run, label_templates, labels, printers
from documents.web import converters as converters

RUN, TEMPLATE = "labels/runs/<int:number>/", "labels/templates/<document_code:code>/"
PRINTER, COPY = "printers/<document_code:code>/", "forms/copy/<str:number>/"
OF = "<record_kind:kind>/<uuid:key>/"

PATHS = [
    path("labels/", labels.label_runs, name="label-runs"),
    path("labels/log/", label_log.label_log, name="label-log"),
    path("labels/templates/", label_templates.label_templates, name="label-templates"),
    path("labels/templates/new/", label_templates.label_template_new, name="label-template-new"),
    path(TEMPLATE, label_templates.label_template, name="label-template"),
    path(f"{TEMPLATE}draft/", label_templates.label_draft, name="label-draft"),
    path(f"{TEMPLATE}approve/", label_templates.label_approve, name="label-approve"),
    path(f"labels/of/{OF}", labels.labels_of, name="labels-of"),
    path(f"labels/of/{OF}print/", labels.label_print, name="label-print"),
    path(RUN, label_run.label_run, name="label-run"),
    path(f"{RUN}scan/", label_run.label_scan, name="label-scan"),
    path(f"{RUN}account/", label_run.label_account, name="label-account"),
    path(f"{RUN}close/", label_run.label_close, name="label-close"),
    path(f"{RUN}again/", label_run.label_again, name="label-again"),
    path(f"{RUN}sheet/", label_run.label_sheet, name="label-sheet"),
    path("labels/<int:number>/reprint/", label_run.label_reprint, name="label-reprint"),
    path("printers/", printers.printers, name="printers"),
    path("printers/new/", printers.printer_new, {"kind": "ZPL"}, name="printer-new"),
    path("printers/new/sheet/", printers.printer_new, {"kind": "SHEET"}, name="sheet-new"),
    path(PRINTER, printers.printer_page, name="printer"),
    path(f"{PRINTER}alter/", printers.printer_alter, name="printer-alter"),
    path(f"{PRINTER}service/", printers.printer_service, name="printer-service"),
    path(f"{PRINTER}test/", printers.printer_test, name="printer-test"),
    path(f"{PRINTER}test/sheet/", printers.printer_test_sheet, name="printer-test-sheet"),
    path("forms/", blank_forms.blank_forms, name="blank-forms"),
    path(f"forms/issue/{OF}", blank_forms.form_issue, name="form-issue"),
    path(COPY, blank_forms.blank_form, name="blank-form"),
    path(f"{COPY}pdf/", blank_forms.blank_form_pdf, name="blank-form-pdf"),
    path(f"{COPY}file/", blank_forms.blank_form_file, name="blank-form-file"),
    path(f"{COPY}return/", blank_forms.blank_form_return, name="blank-form-return"),
    path(f"{COPY}void/", blank_forms.blank_form_void, name="blank-form-void"),
]
