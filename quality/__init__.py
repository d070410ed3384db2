"""What went wrong, what is changed, and with whom it is agreed to work.

It owns agreements, approvals of suppliers, deviations, CAPA, changes and complaints.
It never knows a room, a lot or a batch: higher apps say what a record is and what it touches.
"""
