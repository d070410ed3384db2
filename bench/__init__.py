"""Measurements against bars: `make bench` (all) or `make bench ONLY=pdf`.

Figures are ratios within one run wherever they can be, since machines differ and drift.
"""
