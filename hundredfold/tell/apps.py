"""Registers this floor with Django."""

from django.apps import AppConfig


class TellConfig(AppConfig):
    name = "hundredfold.tell"
    label = "tell"
    default_auto_field = "django.db.models.BigAutoField"
