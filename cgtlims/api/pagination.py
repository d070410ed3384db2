"""Lists are cut by an opaque cursor: stable while new records arrive, without counting."""

from rest_framework.pagination import CursorPagination


class Newest(CursorPagination):
    """Newest first, 100 a page."""

    page_size = 100
    ordering = "-id"
