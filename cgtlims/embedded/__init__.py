"""PostgreSQL and Valkey from wheels, for demo and tests on one machine; never for production.

It owns starting and stopping them, their data folder and their passwords.
It never uses the wheels' Python interfaces and never opens a network port.
"""

from cgtlims.embedded.credentials import expected_urls
from cgtlims.embedded.errors import EmbeddedError
from cgtlims.embedded.services import services
from cgtlims.embedded.urls import ServiceUrls

__all__ = ["EmbeddedError", "ServiceUrls", "expected_urls", "services"]
