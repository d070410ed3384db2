"""The first run of a facility: what it is and has, out of files.

What may be in them is said once, by the subjects; errors, templates and the documented schema are
made of that. It never changes a row by itself: every one goes through its command.
"""
