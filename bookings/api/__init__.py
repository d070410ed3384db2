"""Bookings for the systems of the facility and of its tenants."""
