"""What the air, the surfaces and the people of the rooms did: samples, channels, excursions.

It owns limits, sites, rounds, readings and excursions, and says what was exposed to them. It never
changes the state of a room or a lot: a gate of theirs asks, or a deviation decides.
"""
