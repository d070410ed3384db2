"""The device at which a person works, for everything that is written meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_device: ContextVar[str] = ContextVar("device", default="")


@contextmanager
def at_device(code: str) -> Iterator[None]:
    """Every event until the end names this device (21 CFR 11.10(h)); empty names none."""
    token = _device.set(code)
    try:
        yield
    finally:
        _device.reset(token)


def device() -> str:
    """The code of the enrolled tablet that asks, or nothing."""
    return _device.get()
