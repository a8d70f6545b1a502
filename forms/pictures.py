"""Pictures on papers: how large they are, and in what form a PDF may hold them.

A PDF/A file wants neither transparency nor a colour space without a profile, so everything but plain RGB and grey is
converted; photographs are brought to the resolution that print needs, the originals stay in the evidence store.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from mq_enforce.base.errors import BadInput, Fault

MOST_PIXELS = 2400
"""Longest edge in pixels: 300 dpi over the width of the text area."""
_QUALITY = 88


def picture(data: bytes, name: str) -> Image.Image:
    """Return an image upright, in RGB or grey on white, no larger than print needs. Raises BadInput when it is no image."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(data))
            opened.draft("RGB", (MOST_PIXELS, MOST_PIXELS))
            upright = ImageOps.exif_transpose(opened)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise BadInput(Fault(f"图片“{name}”打不开", expected="完好的 JPEG、PNG、TIFF 或者 BMP 图片")) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadInput(Fault(f"图片“{name}”大得不合常理", expected="不超过 8900 万像素的图片")) from None
    return _small(_opaque(upright))


def jpeg(image: Image.Image) -> BytesIO:
    """Return an image as JPEG: the form in which photographs stay small."""
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    out.seek(0)
    return out


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "L"):
        return image
    if image.mode in ("1", "I;16", "I", "F"):
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return image.convert("RGB")


def _small(image: Image.Image) -> Image.Image:
    if max(image.size) > MOST_PIXELS:
        image.thumbnail((MOST_PIXELS, MOST_PIXELS))
    return image
