from django.urls import path

from monitoring.api.channels import ChannelList, IngestList
from monitoring.api.readings import ReadingList
from monitoring.api.views import CountList

urlpatterns = [
    path("environmental-counts/", CountList.as_view(), name="api-environmental-counts"),
    path("channels/", ChannelList.as_view(), name="api-channels"),
    path("readings/", ReadingList.as_view(), name="api-readings"),
    path("ingests/", IngestList.as_view(), name="api-ingests"),
]
