"""Typed readers of the environment; every missing or bad value is named at once.

A secret may be given as `NAME` or as a file in `NAME_FILE` (container secrets).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

WEAK_WORDS = ("changeme", "change-me", "secret", "password", "insecure", "example", "default")
SECRET_LENGTH = 40


class SettingsError(Exception):
    """Every setting that is missing or bad, in one message."""

    def __init__(self, problems: list[str]) -> None:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"The settings are not usable:\n{lines}")
        self.problems = problems


class Env:
    """Reads values and collects what is wrong, so that one error names all of it."""

    def __init__(self, source: Mapping[str, str] | None = None) -> None:
        self.source = os.environ if source is None else source
        self.problems: list[str] = []

    def text(self, name: str, default: str | None = None) -> str:
        value = self._raw(name)
        if value is None:
            if default is None:
                self.problems.append(f"{name} is missing.")
                return ""
            return default
        return value

    def number(self, name: str, default: int, *, least: int = 0) -> int:
        raw = self._raw(name)
        try:
            value = default if raw is None else int(raw)
        except ValueError:
            self.problems.append(f"{name} must be a whole number, for example {default}.")
            return default
        if value < least:
            self.problems.append(f"{name} must be at least {least}.")
        return value

    def seconds(self, name: str, default: str) -> Decimal:
        raw = self._raw(name) or default
        try:
            return Decimal(raw)
        except InvalidOperation:
            self.problems.append(f"{name} must be a number of seconds, for example {default}.")
            return Decimal(default)

    def flag(self, name: str, default: bool) -> bool:
        raw = self._raw(name)
        if raw is None:
            return default
        if raw.lower() in {"1", "true", "yes", "on"}:
            return True
        if raw.lower() in {"0", "false", "no", "off"}:
            return False
        self.problems.append(f"{name} must be one of 1, 0, true, false, yes, no.")
        return default

    def words(self, name: str, default: str | None = None) -> list[str]:
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def choice(self, name: str, default: str, accepted: Collection[str]) -> str:
        value = self._raw(name) or default
        if value not in accepted:
            self.problems.append(f"{name} is {value}; accepted are {', '.join(sorted(accepted))}.")
            return default
        return value

    def networks(self, name: str) -> list[IPv4Network | IPv6Network]:
        found = []
        for word in self.words(name, ""):
            try:
                found.append(ip_network(word))
            except ValueError:
                self.problems.append(f"{name} has {word}; accepted are networks like 10.1.0.0/16.")
        return found

    def time_zone(self, name: str, default: str) -> str:
        value = self._raw(name) or default
        if value not in available_timezones():
            self.problems.append(f"{name} is {value}; accepted are names like {default}.")
            return default
        return value

    def secret(self, name: str) -> str:
        """A secret of at least 40 characters without a placeholder word in it."""
        value = self._raw(name)
        if value is None:
            self.problems.append(f"{name} (or {name}_FILE) is missing.")
        elif len(value) < SECRET_LENGTH or any(word in value.lower() for word in WEAK_WORDS):
            self.problems.append(
                f"{name} is weak: at least {SECRET_LENGTH} random characters are accepted."
            )
        return value or ""

    def url(self, name: str, schemes: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(name, default)
        if value and urlsplit(value).scheme not in schemes:
            accepted = " or ".join(f"{scheme}://" for scheme in schemes)
            self.problems.append(f"{name} must start with {accepted}.")
        return value

    def refuse_if_problems(self) -> None:
        """Raises SettingsError naming every problem found so far."""
        if self.problems:
            raise SettingsError(self.problems)

    def _raw(self, name: str) -> str | None:
        file = self.source.get(f"{name}_FILE")
        if file:
            try:
                return Path(file).read_text(encoding="utf-8").strip() or None
            except OSError as error:
                self.problems.append(f"{name}_FILE cannot be read: {error.strerror}.")
                return None
        value = self.source.get(name)
        return value if value else None
