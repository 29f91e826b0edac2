"""Registers this room with Django."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "hundredfold.web.common"
    label = "common"
