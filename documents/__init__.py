"""Documents: files and photos, controlled documents, and the renditions that workers make.

It owns the file store, StoredFile, Attachment, Document, DocumentVersion, training on them, and
renditions (sha256, pages, size). It never knows what a rendition or an attached file is about: the
app that owns the record says who may see it.
"""
