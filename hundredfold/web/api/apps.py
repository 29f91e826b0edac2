"""Registers this room with Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "hundredfold.web.api"
    label = "api"
