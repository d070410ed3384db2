"""Decimals such as people measure, for laws."""

from decimal import Decimal

from hypothesis import strategies as st

DECIMALS = st.builds(
    lambda digits, power: Decimal(f"{digits}e{power}"),
    st.integers(-(10**12), 10**12),
    st.integers(-9, 3),
)
