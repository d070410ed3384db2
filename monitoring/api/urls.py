from django.urls import path

from monitoring.api.views import CountList

urlpatterns = [
    path("environmental-counts/", CountList.as_view(), name="api-environmental-counts"),
]
