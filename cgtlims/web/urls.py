from django.urls import include, path

from cgtlims.web import design, health, home, jobs, search
from cgtlims.web.offline import views as offline
from cgtlims.web.signin import urls as door

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("trail/", include("cgtlims.web.trail.urls")),
    path("system/jobs/", jobs.jobs, name="jobs"),
    path("system/jobs/<uuid:pk>/retry/", jobs.retry, name="job-retry"),
    path("system/first-run/", include("cgtlims.first_run.web.urls")),
    path("design/", design.components, name="design"),
    path("healthz", health.healthz, name="healthz"),
    path("service-worker.js", offline.service_worker, name="service-worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("offline/", offline.offline, name="offline"),
    path("unsent/", offline.unsent, name="unsent"),
    path("unsent/aside/", offline.set_entry_aside, name="unsent-aside"),
    *door.urlpatterns,
]
