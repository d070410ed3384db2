from django.apps import AppConfig


class FirstRunConfig(AppConfig):
    name = "cgtlims.first_run"
    label = "first_run"
