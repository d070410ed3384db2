"""Laws are searched for counterexamples without regard to how fast the machine is."""

from hypothesis import settings

settings.register_profile("laws", deadline=None, max_examples=200)
settings.load_profile("laws")
