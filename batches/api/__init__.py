"""Batches and the documents made from them, read-only, for partners and the facility's systems."""
