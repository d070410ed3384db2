"""docker-compose.yml as the tests read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
OURS = "cgt-lims"
SECRETS = "/run/secrets/"
VARIABLE = re.compile(r"\$\{(\w+)(?::[?-]([^}]*))?\}")

Service = Mapping[str, Any]


def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    return read


def services() -> dict[str, Service]:
    found: dict[str, Service] = compose()["services"]
    return found


def own() -> dict[str, Service]:
    """The services that run our image."""
    return {name: one for name, one in services().items() if one["image"].startswith(OURS)}


def lasting() -> dict[str, Service]:
    """The services that stay up; the others do one thing and end."""
    return {name: one for name, one in services().items() if one["restart"] != "no"}


def option(service: Service, name: str) -> str:
    """What stands behind an option of the service's command."""
    command = service["command"]
    return str(command[command.index(name) + 1])


def health(service: Service) -> str:
    return " ".join(service["healthcheck"]["test"][1:])


def mounts(service: Service) -> Iterator[tuple[str, str, str]]:
    """Source, target and mode of every volume."""
    for line in service.get("volumes", []):
        source, target, *mode = line.split(":")
        yield source, target, mode[0] if mode else "rw"


def secret_files() -> dict[str, Path]:
    return {name: ROOT / one["file"] for name, one in compose()["secrets"].items()}


def filled_in(service: Service, values: Mapping[str, str], secrets: Path) -> dict[str, str]:
    """The service's environment as its container has it, with the secrets of a folder."""
    found = {}
    for name, text in service["environment"].items():
        value = VARIABLE.sub(lambda match: values.get(match[1], match[2] or ""), text)
        found[name] = value.replace(SECRETS, f"{secrets}/")
    return found
