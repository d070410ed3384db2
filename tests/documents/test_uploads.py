"""What is taken as a file, and what is refused with a reason."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from documents.store import UPLOADS, read
from documents.uploads import receive
from integrity.refusals import Refused
from tests.documents.bad_files import BAD, GOOD, PDF, content_of, picture


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    return tmp_path


@pytest.mark.parametrize(("name", "content", "media_type"), GOOD, ids=[one[0] for one in GOOD])
def test_what_is_as_its_name_says_is_kept(name, content, media_type):
    taken = receive(name, content)
    assert (taken.name, taken.media_type) == (name, media_type)
    brought = taken.original or taken
    assert read(brought.sha256, UPLOADS) == content
    assert brought.size == len(content)
    assert (taken.original is not None) is media_type.startswith("image/")


@pytest.mark.parametrize(
    ("what", "name", "content", "code"), BAD, ids=[one[0].replace(" ", "-") for one in BAD]
)
def test_what_is_something_else_is_refused_and_not_kept(files, what, name, content, code):
    with pytest.raises(Refused) as refused:
        receive(name, content_of(what, content))
    (reason,) = refused.value.blockers
    assert (reason.code, reason.field) == (code, "file")
    assert str(reason.clears)
    assert list(files.rglob("*")) == []


def test_what_is_too_large_is_refused(settings):
    settings.FILE_MEGABYTES = 1
    receive("notes.txt", b"x" * 1_000_000)
    with pytest.raises(Refused, match="too large"):
        receive("notes.txt", b"x" * 1_000_001)


def test_of_a_picture_nothing_but_the_picture_is_left():
    """No place, no comment, no profile; turned as it was looked at."""
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "taken at 51.5 N"
    brought = picture("JPEG", exif=exif, comment=b"patient NLT-0059")
    taken = receive("photo.jpg", brought)
    kept = read(taken.sha256, UPLOADS)
    assert b"51.5" in brought
    assert b"NLT-0059" in brought
    assert b"51.5" not in kept
    assert b"NLT-0059" not in kept
    with Image.open(BytesIO(kept)) as shown:
        assert shown.size == (6, 8)
        assert not shown.getexif()


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_pictures_of_every_depth_are_taken(mode):
    kept = BytesIO()
    Image.new(mode, (4, 4)).save(kept, "PNG")
    taken = receive("picture.png", kept.getvalue())
    with Image.open(BytesIO(read(taken.sha256, UPLOADS))) as shown:
        assert shown.size == (4, 4)
        assert shown.mode.startswith("I") is mode.startswith("I")


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ("C:\\Users\\me\\report.pdf", "report.pdf"),
        ("../../etc/report.pdf", "report.pdf"),
        ("two\r\nlines.pdf", "two lines.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
        (f"{'x' * 400}.pdf", f"{'x' * 196}.pdf"),
    ],
)
def test_a_name_is_one_line_without_a_path(brought, kept):
    assert receive(brought, PDF).name == kept
