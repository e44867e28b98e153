"""Pictures are drawn anew: what is seen is kept, not where, when and by whom it was taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps

from actors.services.documents.content import broken, too_much

# A large camera's picture. In memory each of them is up to four bytes, before anything is seen.
MOST_PIXELS = 50_000_000
# Pillow's two words for a picture that unpacks to far more than it looks.
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# Modes that both PNG and Pillow's JPEG (but for transparency) write as they are.
PLAIN_MODES = {"L", "RGB"}


@contextmanager
def opened_image(content: bytes, format: str) -> Iterator[Image.Image]:
    """The picture, if it is one that can be drawn without harm. No other format is tried."""
    try:
        with Image.open(BytesIO(content), formats=[format]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise too_much()
            yield opened
    except BOMBS as error:
        raise too_much() from error
    except (OSError, SyntaxError, ValueError, TypeError) as error:
        raise broken() from error


def pixels_in(content: bytes, format: str) -> int:
    """How many there are to draw, as the picture itself says."""
    with opened_image(content, format) as opened:
        return opened.width * opened.height


def cleaned_image(content: bytes, format: str) -> bytes:
    """The picture, upright and without metadata. `format` is PNG or JPEG."""
    drawn = BytesIO()
    quality = {"quality": 90} if format == "JPEG" else {}
    with opened_image(content, format) as opened:
        seen = without_metadata(opened, keeps_transparency=format == "PNG")
        seen.save(drawn, format, **quality)
    return drawn.getvalue()


def without_metadata(opened: Image.Image, *, keeps_transparency: bool) -> Image.Image:
    # What is under way in `info` (comments, XMP, EXIF) would be written again.
    upright = ImageOps.exif_transpose(opened)
    is_transparent = upright.has_transparency_data
    if keeps_transparency and is_transparent:
        upright = upright.convert("RGBA")
    elif upright.mode not in PLAIN_MODES:
        upright = upright.convert("RGB")
    colours = upright.info.get("icc_profile")
    upright.info = {"icc_profile": colours} if colours and upright.mode == opened.mode else {}
    return upright
