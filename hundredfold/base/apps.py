"""Registers the ground floor with Django."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "hundredfold.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"
