"""Jobs: PostgreSQL is the queue of record, Redis only the doorbell (docs/adr/0004)."""

from __future__ import annotations

from typing import Any

from celery.schedules import crontab

from cgtlims.connections import embedded_addresses
from cgtlims.env import Env


def job_settings(env: Env, *, production: bool, head_seconds: int) -> dict[str, Any]:
    """Leases, Celery, and what beat rings; a head of the trail is signed every `head_seconds`."""
    sweep = env.number("CGTLIMS_JOB_SWEEP_SECONDS", 30, least=1)
    notify = env.number("CGTLIMS_NOTIFY_SECONDS", 60, least=1)
    return {
        "JOB_LEASE_SECONDS": env.number("CGTLIMS_JOB_LEASE_SECONDS", 150, least=1),
        "JOB_SWEEP_SECONDS": sweep,
        "NOTIFY_SECONDS": notify,
        "JOB_ATTEMPTS": env.number("CGTLIMS_JOB_ATTEMPTS", 3, least=1),
        "CELERY_BROKER_URL": env.url(
            "REDIS_URL",
            ("redis", "rediss", "redis+socket"),
            None
            if production
            else embedded_addresses().get("REDIS_URL", "redis+socket:///nonexistent"),
        ),
        "CELERY_BROKER_TRANSPORT_OPTIONS": {
            "visibility_timeout": 900,
            "socket_keepalive": True,
            "health_check_interval": 30,
            # Whoever rings does not wait for a dead broker; a worker does, on its own.
            "max_retries": 0,
            "socket_connect_timeout": 2,
            "socket_timeout": 2,
        },
        "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP": True,
        "CELERY_TASK_ACKS_LATE": True,
        "CELERY_TASK_REJECT_ON_WORKER_LOST": True,
        "CELERY_TASK_IGNORE_RESULT": True,
        "CELERY_TASK_SERIALIZER": "json",
        "CELERY_ACCEPT_CONTENT": ["json"],
        "CELERY_TASK_SOFT_TIME_LIMIT": 90,
        "CELERY_TASK_TIME_LIMIT": 120,
        "CELERY_TASK_DEFAULT_QUEUE": env.text("CGTLIMS_QUEUE", "render"),
        "CELERY_WORKER_PREFETCH_MULTIPLIER": 1,
        "CELERY_WORKER_MAX_TASKS_PER_CHILD": 50,
        "CELERY_WORKER_MAX_MEMORY_PER_CHILD": 800_000,  # kB
        "CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT": 60,
        "CELERY_WORKER_HIJACK_ROOT_LOGGER": False,
        "CELERY_TIMEZONE": "UTC",
        "CELERY_BEAT_SCHEDULE": {
            "sweep jobs": {"task": "integrity.sweep", "schedule": sweep},
            "sweep sections": {"task": "documents.sweep_sections", "schedule": 3600},
            "sign the trail's head": {"task": "integrity.sign_head", "schedule": head_seconds},
            # Each night once; asked for again each hour, in case the first one was lost.
            "check the trail": {
                "task": "integrity.check_trail",
                "schedule": crontab(hour="1-4", minute="30"),
            },
            "notify people": {"task": "people.notify", "schedule": notify},
            "mail the trail's head": {
                "task": "integrity.mail_head",
                "schedule": crontab(minute="10"),
            },
        },
    }
