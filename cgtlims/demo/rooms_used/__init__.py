"""A fortnight of the demo's rooms: who used them for what, who was in, how they were cleaned."""
