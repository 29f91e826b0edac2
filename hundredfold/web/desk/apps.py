"""Registers this room with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "hundredfold.web.desk"
    label = "desk"
