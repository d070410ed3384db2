"""How any record is changed and trusted: commands, gates, the audit trail, jobs and the outbox.

It owns the audit event, the job and the outbox message, each in one place for every app.
It never knows a batch, a room or a person: actors are a protocol, subjects are names and keys.
"""
