"""The facility's own sign-in service, as accounts are linked to it."""

PROVIDER = "facility"
