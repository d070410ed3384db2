"""Pictures: decoded, turned upright and encoded anew, so that nothing but the picture is left."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile, ImageOps

from documents.uploads import refusing

MOST_MILLIONS = 50
QUALITY = 92
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}


def encoded_anew(content: bytes, media_type: str, label: str) -> bytes:
    """The same picture without whatever else the file had. Raises Refused."""
    form = FORMATS[media_type]
    try:
        with warnings.catch_warnings(), _whole_pictures_only():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=[form]) as picture:
                _check(picture, form)
                picture.load()
                return _written(_plain(ImageOps.exif_transpose(picture)), form)
    except Image.DecompressionBombError:
        raise refusing.too_many_pixels(MOST_MILLIONS) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise refusing.broken(label) from None


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """WeasyPrint lets half a picture through in every process that loads it."""
    was, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = was


def _check(picture: Image.Image, form: str) -> None:
    """Before a pixel is decoded: a few bytes can say that they are a billion pixels."""
    width, height = picture.size
    if width * height > MOST_MILLIONS * 1_000_000:
        raise refusing.too_many_pixels(MOST_MILLIONS)
    if form != "JPEG" and getattr(picture, "is_animated", False):
        raise refusing.moving()


def _plain(picture: Image.Image) -> Image.Image:
    """The pixels alone: without comment, EXIF, colour profile or place."""
    if not picture.mode.startswith("I"):  # more than 8 bits a pixel stay as they are
        is_clear = picture.has_transparency_data
        grey = "LA" if is_clear else "L"
        colour = "RGBA" if is_clear else "RGB"
        picture = picture.convert(grey if picture.mode in {"1", "L", "LA"} else colour)
    picture.info.clear()
    return picture


def _written(picture: Image.Image, form: str) -> bytes:
    kept = BytesIO()
    picture.save(kept, form, quality=QUALITY)
    return kept.getvalue()
