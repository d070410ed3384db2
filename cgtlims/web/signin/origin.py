"""From where a request comes."""

from __future__ import annotations

from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest

from people.origin import Origin
from people.web.devices import tablet_on


def origin_of(request: HttpRequest) -> Origin:
    tablet = tablet_on(request)
    return Origin(
        address=get_adapter().get_client_ip(request),
        device=request.headers.get("User-Agent", ""),
        tablet=tablet.code if tablet else "",
    )


def is_remote(request: HttpRequest) -> bool:
    """True when the request does not come from one of the facility's own networks."""
    address = ip_address(get_adapter().get_client_ip(request))
    return not any(address in network for network in settings.FACILITY_NETWORKS)


def factor_is_demanded(request: HttpRequest) -> bool:
    """Whether a password alone is too little here (CGTLIMS_MFA_REQUIRED)."""
    if settings.MFA_REQUIRED == "remote":
        return is_remote(request)
    return bool(settings.MFA_REQUIRED == "always")
