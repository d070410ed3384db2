"""Where a printer may stand: addresses in the networks that the settings name, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker

PORTS = range(1024, 65536)


def is_allowed(host: str) -> bool:
    """An address, never a name: what a name means may change after it was checked."""
    try:
        address = ip_address(host)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in settings.PRINTER_NETWORKS)


def address_blockers(host: str, port: int | None) -> Iterator[Blocker]:
    if not is_allowed(host):
        named = ", ".join(map(str, settings.PRINTER_NETWORKS)) or _("none")
        yield Blocker(
            "ADDRESS_NOT_ALLOWED",
            _("Nothing is sent to “%(host)s”.") % {"host": host},
            clears=_("Accepted: an IP address in a network of printers, now: %(named)s.")
            % {"named": named},
            field="host",
        )
    if port not in PORTS:
        yield Blocker(
            "BAD_PORT", _("This is no port of a printer."),
            clears=_("Accepted: 1024 to 65535; mostly 9100."), field="port",
        )  # fmt: skip
