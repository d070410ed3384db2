"""What PostgreSQL itself does for the trail; migrations install it from here.

A migration that has run keeps its meaning: a function changes by a new text here and a new
migration, never by another text under an old name.
"""
