"""The batch record as a PDF: read whole in one snapshot, laid out in sections, joined.

It reads and never changes a record. Only a worker imports `make`: it loads the PDF engines.
"""
