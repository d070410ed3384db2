"""Parts of addresses: kinds of records, and codes in capitals."""

from django.urls import register_converter


class RecordKind:
    """An app and a model, in lower case: batches.batchrecord."""

    regex = r"[a-z]+\.[a-z]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class DocumentCode:
    """As it is printed, in capitals: SOP-017."""

    regex = r"[A-Z][A-Z0-9-]{1,39}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(RecordKind, "record_kind")
register_converter(DocumentCode, "document_code")
