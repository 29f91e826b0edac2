"""Registers the floor of promises with Django."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Label `plan`: tables read `plan_strand` and so on."""

    name = "hundredfold.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"
