"""Every address of the system; each app brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("cgtlims.web.urls")),
    path("api/", include("cgtlims.api.urls")),
    path("", include("people.web.urls")),
    path("quality/", include("quality.web.urls")),
    path("board/", include("cleanrooms.web.urls")),
    path("monitoring/", include("monitoring.web.urls")),
    path("bookings/", include("bookings.web.urls")),
    path("documents/", include("documents.web.urls")),
    path("", include("materials.web.urls")),
    path("batches/", include("batches.web.urls")),
]
handler400 = "cgtlims.web.errors.bad_request"
handler403 = "cgtlims.web.errors.forbidden"
handler404 = "cgtlims.web.errors.not_found"
handler500 = "cgtlims.web.errors.server_error"
