"""Registers the press desk's workflow with Django."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "hundredfold.do.press"
    label = "press"
    default_auto_field = "django.db.models.BigAutoField"
