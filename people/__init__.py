"""Who works here and what they may do: organisations, users, roles, memberships, sign-in.

It owns the permission enum and the roles as data. It never decides about a batch, a room or a test.
"""
