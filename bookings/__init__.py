"""Who has which room, device and person from when until when, and when there is none to have.

It owns bookings, blackouts, recurring maintenance, buffers and calendar feeds. It never changes the
state of a room or a lot: a use of a room begins and ends by itself, and bookings follow it.
"""
