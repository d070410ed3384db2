from django.urls import path

from cgtlims.web import design, health, home, search
from cgtlims.web.signin import urls as door

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("design/", design.components, name="design"),
    path("healthz", health.healthz, name="healthz"),
    *door.urlpatterns,
]
