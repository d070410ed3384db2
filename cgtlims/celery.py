"""Celery is the engine that runs jobs; PostgreSQL keeps them (see integrity.jobs)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cgtlims.settings")

app = Celery("cgtlims")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
