"""The independent verifier finds what was altered, and nothing else."""

from __future__ import annotations

import ast
import os
import random
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from integrity import verify
from integrity.audit.export import export_trail
from integrity.audit.notes import Signer
from tests.integrity import trails
from tests.integrity.deeds import rename

LENGTH = 40


@pytest.fixture
def trail():
    return trails.made_trail(LENGTH, random.Random(1))


def test_it_works(trail):
    rows = f"{len(trail.changes)} row changes"
    assert trail.check() == f"{LENGTH} events and {rows} are as written; heads cover {LENGTH}."


@pytest.mark.urs("P11-10a")
@pytest.mark.parametrize("mutation", trails.MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_every_kind_of_alteration_is_found(trail, mutation):
    chance = random.Random(mutation.__name__)
    for _ in range(5):
        assert trails.is_found(mutation(trail, chance.randrange(LENGTH), chance))


@pytest.mark.parametrize(
    "mutation", [trails.field_relinked, trails.deleted_relinked, trails.forged, trails.cut],
    ids=lambda mutation: mutation.__name__,
)  # fmt: skip
def test_what_only_a_head_from_outside_can_show(mutation):
    """Whoever may write everything makes the hashes anew; rows of a deleted event stay behind."""
    quiet = trails.made_trail(LENGTH, random.Random(1), rows=(0,))
    attacked = mutation(quiet, 7, random.Random(1))
    assert not trails.is_found(attacked, with_head=False)
    assert trails.is_found(attacked)


@pytest.mark.parametrize(
    ("mutation", "named"),
    [
        (trails.field, 8), (trails.blank_added, 8), (trails.deleted, 8), (trails.first_deleted, 1),
        (trails.cut, 8), (trails.swapped, 7), (trails.doubled, 9), (trails.stored_hash, 8),
        (trails.renumbered, 8),
    ],
    ids=lambda found: getattr(found, "__name__", ""),
)  # fmt: skip
def test_the_first_bad_event_is_named(trail, mutation, named):
    with pytest.raises(verify.Bad) as bad:
        mutation(trail, 7, random.Random(1)).check()
    assert bad.value.seq == named


def test_a_head_of_a_stranger_proves_nothing(trail):
    stranger = Signer("test", bytes(32))
    last = bytes.fromhex(trail.events[-1].hash)
    with pytest.raises(verify.Unusable, match="no key that you trust"):
        replace(trail, head=stranger.note(LENGTH, last, trails.AT)).check()


def test_a_head_that_was_altered_proves_nothing(trail):
    with pytest.raises(verify.Unusable, match="no key that you trust"):
        replace(trail, head=trail.head.replace("2026-11-02", "2026-11-03")).check()


def test_its_own_ed25519_agrees_with_the_library():
    chance = random.Random(2)
    for _ in range(20):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        public, message = key.public_key().public_bytes_raw(), chance.randbytes(50)
        signature = key.sign(message)
        assert verify.ed25519_holds(public, message, signature)
        assert not verify.ed25519_holds(public, message + b".", signature)
        at = chance.randrange(64)
        flipped = bytes([*signature[:at], signature[at] ^ 1, *signature[at + 1 :]])
        assert not verify.ed25519_holds(public, message, flipped)


def test_it_needs_nothing_but_the_standard_library():
    tree = ast.parse(Path(verify.__file__).read_text(encoding="utf-8"))
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else name.name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert imported <= sys.stdlib_module_names


@pytest.fixture
def archive(live_db, northlight, clerk, now, tmp_path):
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    export_trail(tmp_path / "trail.zip", at=now)
    with zipfile.ZipFile(tmp_path / "trail.zip") as whole:
        whole.extractall(tmp_path / "trail")
    return tmp_path


def run(folder: Path, name: str = "trail", *more: str) -> subprocess.CompletedProcess[str]:
    """As somebody runs it who has no more than Python and the archive."""
    command = [sys.executable, "-I", "-S", "trail/verify.py", name, "--keys", "trail/keys.txt"]
    return subprocess.run(
        [*command, *more], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.urs("P11-10a")
def test_an_exported_archive_is_checked_alone(archive):
    for name in ("trail", "trail.zip"):
        said = run(archive, name, "--heads", "trail/heads.txt")
        assert (said.returncode, said.stderr) == (0, "")
        assert said.stdout.startswith("2 events and 2 row changes are as written; heads cover 2.")
        assert "outside" not in said.stdout
    assert "No heads from outside" in run(archive).stdout


@pytest.mark.urs("P11-10a")
def test_an_altered_archive_is_refused_naming_the_event(archive):
    events = archive / "trail" / "events.txt"
    events.write_text(events.read_text().replace("merger", "merged"))
    said = run(archive)
    assert (said.returncode, said.stdout) == (
        1,
        "NOT AS WRITTEN. First bad event 2: its content or an earlier event was altered\n",
    )


def cgtlims(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """As somebody runs it who has a checkout."""
    command = [sys.executable, "-m", "cgtlims", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(verify.__file__).parents[1])}
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=environment
    )


def test_a_checkout_has_the_verifier_as_a_command(archive):
    given = ("verify", "trail.zip", "--keys", "trail/keys.txt", "--heads", "trail/heads.txt")
    said = cgtlims(archive, *given)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("2 events and 2 row changes are as written")
    events = archive / "trail" / "events.txt"
    events.write_text(events.read_text().replace("merger", "merged"))
    assert cgtlims(archive, "verify", "trail", "--keys", "trail/keys.txt").returncode == 1
    assert cgtlims(archive, "forge").returncode == 2


def test_what_cannot_be_checked_is_said(archive):
    (archive / "trail" / "events.txt").unlink()
    said = run(archive)
    assert (said.returncode, said.stderr) == (
        2, "Cannot be checked: The archive has no events.txt.\n",
    )  # fmt: skip
    assert run(archive, "nowhere").returncode == 2
