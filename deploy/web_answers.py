"""Health check of the web service, run in its container: `python deploy/web_answers.py PORT`."""

from __future__ import annotations

import http.client
import os
import sys

SECONDS = 5


def is_well(port: int, host: str) -> bool:
    """True when the web server answers on this machine, and the database behind it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def first_host(allowed: str) -> str:
    """A name that Django accepts: the first of those allowed, `.lims.example` as `lims.example`."""
    return allowed.partition(",")[0].strip().removeprefix(".")


if __name__ == "__main__":
    host = first_host(os.environ.get("CGTLIMS_ALLOWED_HOSTS", "localhost"))
    sys.exit(0 if is_well(int(sys.argv[1]), host) else 1)
