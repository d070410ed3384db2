"""What addresses of bookings are made of."""

from django import template

from bookings.to_plan import key_of

register = template.Library()
register.filter("blackout_key", key_of)
