"""The addresses of the office's room."""

from django.urls import path

from hundredfold.web.office.views import (
    appeals,
    board,
    honesty,
    imports,
    many,
    photos,
    records,
    review,
    spot_checks,
    strands,
)

app_name = "office"

urlpatterns = [
    path("", board.board, name="board"),
    path("review/", review.review, name="review"),
    path("review/plain/", many.plain, name="plain"),
    path("review/plain/accept/", many.accept_plain, name="accept_plain"),
    path("review/alike/", many.alike, name="alike"),
    path("review/alike/answer/", many.answer_alike, name="answer_alike"),
    path("review/answered/", many.answered, name="answered"),
    path("review/records/<str:record_id>/decide/", review.decide_record, name="decide_record"),
    path("review/findings/<str:finding_id>/decide/", review.decide_finding, name="decide_finding"),
    path("review/records/<str:record_id>/hold/", review.hold, name="hold"),
    path("review/records/<str:record_id>/put-down/", review.put_down, name="put_down"),
    path("review/decisions/<str:decision_id>/reopen/", review.reopen, name="reopen"),
    path("records/<str:record_id>/", records.record, name="record"),
    path("records/<str:record_id>/join/", honesty.join, name="join"),
    path("honesty/", honesty.honesty, name="honesty"),
    path("strands/<slug:code>/", strands.strand, name="strand"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<str:import_id>/", imports.preview, name="import"),
    path("imports/<str:import_id>/confirm/", imports.confirm, name="confirm_import"),
    path("imports/<str:import_id>/undo/", imports.undo, name="undo_import"),
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/<str:appeal_id>/", appeals.appeal, name="appeal"),
    path("appeals/<str:appeal_id>/answer/", appeals.answer, name="answer_appeal"),
    path("spot-checks/", spot_checks.spot_checks, name="spot_checks"),
    path("spot-checks/<str:draw_id>/", spot_checks.draw, name="draw"),
    path("spot-checks/<str:draw_id>/sheets/", spot_checks.sheets, name="visit_sheets"),
    path("visits/<str:visit_id>/", spot_checks.visit, name="visit"),
    path("visits/<str:visit_id>/photo/<int:size>/", spot_checks.photo, name="visit_photo"),
    path("photos/<str:sha256>/original/", photos.original, name="original"),
    path("photos/<str:sha256>/<int:size>/", photos.copy, name="photo"),
]
