"""Finishes a drawn PDF as PDF/A-2b: metadata, output intent, nothing that an archive would refuse.

Source: ISO 19005-2. What ReportLab writes is accepted once every font is embedded (``drawing.py`` sees to that), the
transparency group of each page is gone, and the file says in XMP what it is and in its output intent what its colours mean.
``pikepdf.pdfa``, an allow-list validator, accepts the result; that is the claim, and no more.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
from PIL import ImageCms

_PROFILE = "sRGB IEC61966-2.1"
_UNSAID = ("/Trapped", "/Subject", "/Keywords")
"""Entries that ReportLab fills with nothing to say, or that XMP has no place for."""


@cache
def _srgb() -> bytes:
    """The sRGB profile without the date that Pillow would write into it."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = bytes((0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
    data[84:100] = bytes(16)
    return bytes(data)


def finish(pdf: bytes) -> bytes:
    """Return the PDF as PDF/A-2b; the same input gives the same bytes."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            if "/Trans" in page:
                del page["/Trans"]
        _say_what_it_is(document)
        _add_output_intent(document)
        out = BytesIO()
        document.save(out, deterministic_id=True, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.preserve)
        return out.getvalue()


def _say_what_it_is(document: pikepdf.Pdf) -> None:
    for key in _UNSAID:
        if key in document.docinfo:
            del document.docinfo[key]
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata.load_from_docinfo(document.docinfo)
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"


def _add_output_intent(document: pikepdf.Pdf) -> None:
    profile = document.make_stream(_srgb())
    profile["/N"] = 3
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=_PROFILE,
        Info=_PROFILE,
        DestOutputProfile=document.make_indirect(profile),
    )
    document.Root.OutputIntents = pikepdf.Array([document.make_indirect(intent)])
