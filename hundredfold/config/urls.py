"""Which address opens which room."""

from django.urls import include, path

from hundredfold.web.api.healthz import healthz

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("desk/", include("hundredfold.web.desk.urls")),
    path("enter/", include("hundredfold.web.common.entry_urls")),
    path("office/", include("hundredfold.web.office.urls")),
    path("api/", include("hundredfold.web.api.urls")),
    path("healthz", healthz, name="healthz"),
    path("", include("hundredfold.web.portal.urls")),
]
