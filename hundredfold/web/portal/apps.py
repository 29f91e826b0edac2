"""Registers this room with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "hundredfold.web.portal"
    label = "portal"
