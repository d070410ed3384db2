"""Pure arithmetic of recorded values: quantities with units, limits, rounding, verdicts, instants.

Decimals only, no models and no Django; every app judges values with this code.
It never knows what a value is for.
"""
