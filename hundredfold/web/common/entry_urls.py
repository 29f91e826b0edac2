"""The addresses of entry: where one goes after signing in, and the demonstration's one click."""

from django.urls import path

from hundredfold.web.common import entry

app_name = "entry"

urlpatterns = [
    path("", entry.ways, name="ways"),
    path("onward/", entry.onward, name="onward"),
    path("<str:role>/", entry.enter, name="enter"),
]
