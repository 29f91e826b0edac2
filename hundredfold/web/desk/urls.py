"""The addresses of the desk: a unit's room."""

from django.urls import path

from hundredfold.web.desk.views import appeals, home, record, report

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("report/", report.report, name="report"),
    path("plan/", report.plan, name="plan"),
    path("records/<slug:public_id>/", record.record, name="record"),
    path("records/<slug:public_id>/amend/", report.amend, name="amend"),
    path("records/<slug:public_id>/withdraw/", record.withdraw, name="withdraw"),
    path("records/<slug:public_id>/photos/<slug:sha256>/<slug:size>/", record.photo, name="photo"),
    path("records/<slug:public_id>/appeal/<slug:decision_id>/", appeals.appeal, name="appeal"),
    path("appeals/<slug:appeal_id>/withdraw/", appeals.withdraw, name="withdraw_appeal"),
    path("kept/<str:token>/", record.kept, name="kept"),
]
