"""The project: wiring of the linked apps, no rules of its own.

It owns settings, URLs, sign-in, home and error pages, the API's edge and the demo facility.
It never changes a GMP record except by calling an app's command.
"""

from cgtlims.celery import app as celery_app

__all__ = ["celery_app"]
