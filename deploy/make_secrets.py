"""Makes the secrets that docker-compose.yml asks for: `python3 deploy/make_secrets.py`.

Uses the standard library only, so that it runs on a machine that has nothing but Python. What is
there is never overwritten. The certificate and its key come from the facility.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "secrets"
DATABASE = "postgres:5432"
BROKER = "valkey:6379"
NAME = "lims"
FROM_THE_FACILITY = ("tls_certificate", "tls_key")
# The health check may say PING without a password, and nothing else.
ACL = """\
user default on nopass resetkeys resetchannels -@all +ping
user lims on #{digest} ~* &* +@all -@dangerous +info
"""


def made() -> dict[str, str]:
    """The content of every secret file by its name; a password of its own for each account."""
    admin, broker = word(), word()
    roles = {
        "database_url": "lims_app",
        "database_owner_url": "lims_owner",
        "database_partner_url": "lims_partner",
        "database_verify_url": "lims_verify",
    }
    return {
        "secret_key": secrets.token_urlsafe(50),
        "audit_key": secrets.token_urlsafe(50),
        "database_admin_password": admin,
        "database_admin_url": f"postgresql://postgres:{admin}@{DATABASE}/postgres",
        **{file: f"postgresql://{role}:{word()}@{DATABASE}/{NAME}" for file, role in roles.items()},
        "broker_acl": ACL.format(digest=hashlib.sha256(broker.encode()).hexdigest()),
        "redis_url": f"redis://lims:{broker}@{BROKER}/0",
        "oidc_client_secret": "",  # of the facility's own sign-in service, when it has one
    }


def word() -> str:
    return secrets.token_urlsafe(32)


def write(folder: Path, contents: Mapping[str, str]) -> None:
    """Writes the files into a folder that only its owner may enter.

    The files themselves are readable: the containers they are mounted into run as other users.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name, content in contents.items():
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(content)
            os.fchmod(descriptor, 0o444)


def main(folder: Path) -> int:
    contents = made()
    if there := [name for name in contents if (folder / name).exists()]:
        sys.stderr.write(
            f"{folder} has secrets already ({', '.join(there)}), and none is ever overwritten. "
            "To begin anew, move the folder away.\n"
        )
        return 1
    write(folder, contents)
    missing = [name for name in FROM_THE_FACILITY if not (folder / name).exists()]
    sys.stdout.write(f"{len(contents)} secrets are made in {folder}.\n")
    if missing:
        sys.stdout.write(f"Put the facility's own there, as PEM: {', '.join(missing)}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
