"""Attacks: `make proof` kills and corrupts on purpose, and counts what was lost or doubled."""
