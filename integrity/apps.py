from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IntegrityConfig(AppConfig):
    name = "integrity"

    def ready(self) -> None:
        """Every app's job kinds, subscribers and contributions are known before work starts."""
        autodiscover_modules("job_kinds", "subscribers", "contributions")
