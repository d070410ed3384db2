"""Rendering: HTML sections to PDF, joined, numbered page n of N. Used by workers only.

`sections`, `weasy` and `join` load the engines; a web process imports `assemble` at most.
"""
