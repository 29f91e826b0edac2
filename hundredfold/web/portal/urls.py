"""The addresses of the public room."""

from django.urls import path

from hundredfold.web.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("how/", views.how, name="how"),
    path("spot-checks/", views.spot_checks, name="spot_checks"),
    path("search/", views.search, name="search"),
    path("press/", views.press, name="press"),
    path("strands/<slug:code>/", views.strand, name="strand"),
    path("strands/<slug:code>/explain/", views.explain, name="explain"),
    path("records/<slug:public_id>/", views.record, name="record"),
    path("records/<slug:public_id>/event.ics", views.event, name="event"),
    path("records/<slug:public_id>/photos/<int:n>/<int:size>.webp", views.photo, name="photo"),
    path("robots.txt", views.robots, name="robots"),
]
