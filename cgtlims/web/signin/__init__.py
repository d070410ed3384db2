"""The door: who somebody is, how a session lives, and what it takes to open it again.

allauth carries second factors, single sign-on and the list of sessions; what happens is said by
commands of `people`. Pages of the floor never ask for a password themselves.
"""
