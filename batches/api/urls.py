from django.urls import path, register_converter

from batches.api import batch_views, rendition_views
from batches.api.ids import BatchId, RenditionId

register_converter(BatchId, "batch")
register_converter(RenditionId, "rendition")

urlpatterns = [
    path("batches/", batch_views.BatchList.as_view(), name="api-batch-list"),
    path("batches/<batch:id>/", batch_views.BatchDetail.as_view(), name="api-batch"),
    path(
        "batches/<batch:id>/renditions/",
        batch_views.BatchRenditionList.as_view(),
        name="api-batch-renditions",
    ),
    path("renditions/", rendition_views.RenditionList.as_view(), name="api-rendition-list"),
    path(
        "renditions/<rendition:id>/",
        rendition_views.RenditionDetail.as_view(),
        name="api-rendition",
    ),
    path(
        "renditions/<rendition:id>/content/",
        rendition_views.RenditionContent.as_view(),
        name="api-rendition-content",
    ),
]
