from django.urls import path

from cgtlims.first_run.web import description, done, load

urlpatterns = [
    path("", load.first_run, name="first-run"),
    path("load/", load.carry, name="first-run-load"),
    path("schema/", description.schema, name="first-run-schema"),
    path("templates/<str:name>/", description.template, name="first-run-template"),
    path("loads/<uuid:pk>/", done.load_page, name="first-run-done"),
    path("files/<uuid:pk>/", done.loaded_file, name="first-run-file"),
]
