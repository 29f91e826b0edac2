"""The addresses of the machines' room."""

from django.urls import path

from hundredfold.web.api.site import api

urlpatterns = [path("v1/", api.urls)]
