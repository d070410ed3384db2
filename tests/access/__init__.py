"""Who is answered what, at every address: tests/access.yaml against the running system."""
