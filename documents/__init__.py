"""Documents: rendering HTML to PDF in workers, and the renditions that are kept.

It owns renditions (sha256, pages, size) and the file store. It never knows what a document is
about: the app that had it made owns that join.
"""
