"""`make twin`: a database for load beside the demo, in a folder and under a name of its own."""

from __future__ import annotations

import argparse
import os
import subprocess
from collections.abc import Mapping

import psycopg
from psycopg import sql

from cgtlims.demo.run import kept
from cgtlims.demo.told import Told
from cgtlims.embedded import EmbeddedError, services
from cgtlims.management.commands.multiply_twin import TWIN
from cgtlims.places import data_dir
from cgtlims.processes import manage
from cgtlims.roles import APP, DATABASE, OWNER, PARTNER, VERIFY, with_database

FOLDER = "twin"


def main(arguments: list[str]) -> int:
    """0 when it is made; 1 with one line of reason when it could not be."""
    parser = argparse.ArgumentParser(prog="make twin", description=__doc__)
    parser.add_argument("--days", default="365")
    parser.add_argument("--scale", default="1")
    asked = parser.parse_args(arguments)
    told = Told()
    try:
        with services(data_dir() / FOLDER) as urls:
            told.step("the facility that is multiplied")
            demo = environment(urls.environment())
            manage(demo, "migrate", "--verbosity", "0")
            manage(demo, "load_demo", "--password", kept("demo-password", 12))
            told.step(f"its copy {TWIN}")
            copy(urls.admin)
            twin = {name: renamed(name, value) for name, value in demo.items()}
            told.step(f"{asked.days} days, {asked.scale} times as much")
            manage(twin, "multiply_twin", "--days", asked.days, "--scale", asked.scale)
    except (EmbeddedError, subprocess.CalledProcessError) as error:
        told.problem(str(error))
        return 1
    told.line(f"It is the database {TWIN} of {data_dir() / FOLDER}.")
    return 0


def environment(urls: Mapping[str, str]) -> dict[str, str]:
    keys = {
        "CGTLIMS_SECRET_KEY": kept("secret-key", 50), "CGTLIMS_AUDIT_KEY": kept("audit-key", 50),
        "CGTLIMS_FILES_DIR": str(data_dir() / FOLDER / "files"),
        "CGTLIMS_HEADS_DIR": str(data_dir() / FOLDER / "heads"),
    }  # fmt: skip
    return {**os.environ, **urls, **keys}


def renamed(name: str, value: str) -> str:
    return with_database(value, TWIN) if name.startswith("DATABASE_") else value


def copy(admin: str) -> None:
    """The twin anew, out of what the commands made; the one before is gone."""
    with psycopg.connect(admin, autocommit=True, dbname="postgres") as connection:
        twin, of = sql.Identifier(TWIN), sql.Identifier(DATABASE)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(twin))
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
        connection.execute(made.format(twin, of, sql.Identifier(OWNER)))
        roles = sql.SQL(", ").join(map(sql.Identifier, (APP, PARTNER, VERIFY)))
        granted = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(twin, roles)
        connection.execute(granted)
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(twin))
