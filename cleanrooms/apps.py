from django.apps import AppConfig


class CleanroomsConfig(AppConfig):
    name = "cleanrooms"
