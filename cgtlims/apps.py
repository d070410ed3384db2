from importlib import import_module

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class ProjectConfig(AppConfig):
    name = "cgtlims"

    def ready(self) -> None:
        """What follows from signing in is connected."""
        import_module("cgtlims.web.signin.receivers")


class Static(StaticFilesConfig):
    """Leaves out what no page of ours uses: the second API viewer, other builds of the first."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "redoc",
        "rest_framework",
        "django_htmx",
        "swagger-ui-es-*",
        "swagger-ui.js*",
    ]
