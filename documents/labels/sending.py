"""Bytes to a printer over TCP: all of them, or an answer that says what is not known."""

from __future__ import annotations

import socket

from django.utils.translation import gettext as _

from documents.networks import is_allowed

SECONDS = 10


class NotSent(Exception):
    """In words for people; says whether anything can have been printed."""


def send(host: str, port: int, content: bytes) -> None:
    """Raises NotSent: nothing left before the connection stood; after that, some may be printed."""
    if not is_allowed(host):
        raise NotSent(_("Nothing was sent: the address is in no network of printers."))
    try:
        connection = socket.create_connection((host, port), timeout=SECONDS)
    except OSError as error:
        raise NotSent(
            _("Nothing was printed: the printer does not answer (%(why)s).")
            % {"why": error.strerror or error}
        ) from error
    with connection:
        try:
            connection.sendall(content)
            connection.shutdown(socket.SHUT_WR)
            _until_closed(connection)
        except OSError as error:
            raise NotSent(
                _("The connection broke off (%(why)s). Look at the printer: some may be printed.")
                % {"why": error.strerror or error}
            ) from error


def _until_closed(connection: socket.socket) -> None:
    """A printer that closes has read everything; one that stays open has it in its buffer."""
    connection.settimeout(2)
    try:
        while connection.recv(1024):
            pass
    except TimeoutError:
        return
