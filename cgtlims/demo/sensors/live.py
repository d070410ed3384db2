"""`python -m cgtlims.demo.sensors.live HOST:PORT`: sends what the sensors measure, as a building
system does: over REST, each request under a key of its own, again until it is answered.
"""

from __future__ import annotations

import base64
import csv
import http.client
import io
import os
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta

import django

SECONDS, CREATED = 20, 201
MOST = timedelta(hours=12)  # sent at once


def main(host: str) -> None:
    """Runs until it is stopped."""
    django.setup()
    from django.db import connection

    from cgtlims.demo.sensors.plan import sensors

    every = list(sensors())
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(at) FROM monitoring_reading")
        sent = cursor.fetchone()[0]
    connection.close()
    while True:
        time.sleep(SECONDS)
        until = min(datetime.now(UTC), sent + MOST)
        body = told(every, sent, until)
        if not body or delivered(host, body):
            sent = until


def told(every: list, since: datetime, until: datetime) -> bytes:  # type: ignore[type-arg]
    """The readings of a stretch as CSV; nothing when none was due."""
    from cgtlims.demo.sensors.signal import times

    text = io.StringIO()
    write = csv.writer(text)
    write.writerow(["channel", "at", "value", "unit"])
    count = 0
    for sensor in every:
        for at in times(sensor.interval_s, since, until):
            value = sensor.shape.at(sensor.code, at)
            row = [sensor.code, at.isoformat(), f"{value:f}", sensor.parameter.unit.code]
            count += write.writerow(row) > 0
    return text.getvalue().encode() if count else b""


def delivered(host: str, body: bytes) -> bool:
    """Whether it was taken in; what was is passed over when it is sent again."""
    known = base64.b64encode(f"bms:{os.environ['DEMO_PASSWORD']}".encode()).decode()
    headers = {
        "Content-Type": "text/csv", "Idempotency-Key": str(uuid.uuid4()),
        "Authorization": f"Basic {known}",
    }  # fmt: skip
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        connection.request("POST", "/api/v1/readings/", body, headers)
        answer = connection.getresponse()
        if answer.status != CREATED:
            sys.stderr.write(f"{answer.status} {answer.read().decode()}\n")
        return answer.status == CREATED
    except (OSError, http.client.HTTPException) as error:
        sys.stderr.write(f"{error}\n")
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
