"""The addresses of the API, all under /api/; what is not listed here is answered 404."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView

from batches.api.urls import urlpatterns as batches
from bookings.api.urls import urlpatterns as bookings
from cgtlims.api import pages
from cgtlims.api.edge import with_edge
from monitoring.api.urls import urlpatterns as monitoring

schema = path("schema/", SpectacularAPIView.as_view(), name="api-schema")
problem = path("problems/<slug:name>", pages.ProblemPage.as_view(), name="api-problem")

urlpatterns = [
    path("v1/", include(with_edge([*batches, *monitoring, *bookings, schema]))),
    path("v1/docs/", pages.explorer, name="api-docs"),
    *with_edge([problem]),
    re_path("", pages.nothing_here, name="api-nothing-here"),
]
