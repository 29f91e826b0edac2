"""Registers this room with Django."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "hundredfold.web.office"
    label = "office"
