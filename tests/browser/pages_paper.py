"""The pages of labels, printers and forms on paper."""

from __future__ import annotations

from functools import partial

from tests.browser.page import Page

LABELS, PRINTERS, FORMS = "/documents/labels", "/documents/printers", "/documents/forms"
COPY = f"{FORMS}/copy/FRM-012-v1"
VIAL = "/stock/containers/L26-0001-01/"
at = partial(Page, scene="paper", user="jvermaat")
lead = partial(Page, scene="paper", user="kadler")
manager = partial(Page, scene="paper", user="nbakker")

PAPER = (
    at("label-runs", "label-runs", f"{LABELS}/"),
    at("label-runs-none-fits", "label-runs", f"{LABELS}/?words=nothing"),
    at("label-runs-empty", "label-runs", f"{LABELS}/", scene="empty"),
    at("label-log", "label-log", f"{LABELS}/log/"),
    at("label-log-empty", "label-log", f"{LABELS}/log/", scene="empty"),
    at("labels-of", "labels-of", VIAL, follow="Labels"),
    at("label-print", "label-print", VIAL, follow="Labels", then="Print labels"),
    at("label-run", "label-run", f"{LABELS}/runs/1/"),
    at("label-run-reconciled", "label-run", f"{LABELS}/runs/2/"),
    at("label-run-failed", "label-run", f"{LABELS}/runs/3/"),
    at("label-run-sheet", "label-run", f"{LABELS}/runs/4/"),
    at("label-run-waiting", "label-run", f"{LABELS}/runs/5/"),
    at("label-account", "label-account", f"{LABELS}/runs/1/account/"),
    at("label-close", "label-close", f"{LABELS}/runs/1/close/"),
    at("label-again", "label-again", f"{LABELS}/runs/3/again/"),
    at("label-reprint", "label-reprint", f"{LABELS}/1/reprint/"),
    lead("label-templates", "label-templates", f"{LABELS}/templates/"),
    lead("label-template-new", "label-template-new", f"{LABELS}/templates/new/"),
    lead("label-template", "label-template", f"{LABELS}/templates/LBL-LOT/"),
    Page("label-template-sign", "label-template", f"{LABELS}/templates/LBL-VIAL/",
         user="mlindqvist", scene="paper", press="Approve"),
    lead("label-draft", "label-draft", f"{LABELS}/templates/LBL-VIAL/draft/"),
    manager("printers", "printers", f"{PRINTERS}/"),
    manager("printer", "printer", f"{PRINTERS}/PR-1/"),
    manager("printer-sheet", "printer", f"{PRINTERS}/SHEET-1/"),
    manager("printer-new", "printer-new", f"{PRINTERS}/new/"),
    manager("sheet-new", "sheet-new", f"{PRINTERS}/new/sheet/"),
    manager("printer-alter", "printer-alter", f"{PRINTERS}/PR-1/alter/"),
    manager("printer-service", "printer-service", f"{PRINTERS}/PR-OLD/service/"),
    lead("blank-forms", "blank-forms", f"{FORMS}/"),
    lead("blank-forms-empty", "blank-forms", f"{FORMS}/", scene="empty"),
    lead("blank-form", "blank-form", f"{COPY}-0001/"),
    lead("blank-form-back", "blank-form", f"{COPY}-0002/"),
    lead("blank-form-making", "blank-form", f"{COPY}-0004/"),
    lead("blank-form-return", "blank-form-return", f"{COPY}-0001/return/"),
    lead("blank-form-void", "blank-form-void", f"{COPY}-0001/void/"),
    lead("form-issue", "form-issue", "/documents/FRM-012/", follow="Issue on paper"),
    lead("form-issue-step", "form-issue", "/batches/CART-26-001/steps/1.1/", follow="On paper"),
    at("home-paper", "home", "/"),
)  # fmt: skip
