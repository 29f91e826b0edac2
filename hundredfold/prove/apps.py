"""Registers this floor with Django."""

from django.apps import AppConfig


class ProveConfig(AppConfig):
    name = "hundredfold.prove"
    label = "prove"
    default_auto_field = "django.db.models.BigAutoField"
