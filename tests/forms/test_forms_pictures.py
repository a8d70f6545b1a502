"""Pictures: upright, opaque, plain colours, no larger than print needs."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from forms.pictures import MOST_PIXELS, picture
from mq_enforce.base.errors import BadInput


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def test_a_photograph_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert picture(saved(Image.new("RGB", (60, 40)), "JPEG", exif=exif), "x").size == (40, 60)


def test_transparency_becomes_white() -> None:
    shown = picture(saved(Image.new("RGBA", (4, 4), (255, 0, 0, 0)), "PNG"), "x")
    assert shown.mode == "RGB"
    assert shown.getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("P", "PNG"), ("1", "TIFF"), ("L", "JPEG"), ("I;16", "PNG"), ("LA", "PNG")])
def test_every_colour_space_becomes_rgb_or_grey(mode: str, kind: str) -> None:
    assert picture(saved(Image.new(mode, (8, 8)), kind), "x").mode in ("RGB", "L")


def test_a_large_photograph_is_brought_to_print_resolution() -> None:
    assert max(picture(saved(Image.new("RGB", (5000, 3000)), "JPEG"), "x").size) <= MOST_PIXELS


@pytest.mark.parametrize("data", [b"", b"no picture", saved(Image.new("RGB", (80, 80)), "PNG")[:60]])
def test_what_is_no_picture_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(BadInput, match="照片一"):
        picture(data, "照片一")
