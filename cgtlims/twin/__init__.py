"""A twin of the demo facility for load: its records multiplied set-wise, never for real use."""
