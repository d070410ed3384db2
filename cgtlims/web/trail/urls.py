from django.urls import path

from cgtlims.web.trail import command, everything, export, person, record

urlpatterns = [
    path("", everything.everything_page, name="trail"),
    path("export/", export.export, name="trail-export"),
    path("record/<str:kind>/<uuid:key>/", record.record_page, name="trail-record"),
    path("record/<str:kind>/<uuid:key>/review/", record.review, name="trail-review"),
    path("record/<str:kind>/<uuid:key>/latest/", record.latest, name="trail-latest"),
    path("person/<uuid:key>/", person.person_page, name="trail-person"),
    path("command/<uuid:key>/", command.command_page, name="trail-command"),
]
