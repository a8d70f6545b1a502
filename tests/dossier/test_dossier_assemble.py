"""The bound PDF: order, numbers, bookmarks, labels, untouched originals, the same bytes again."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from dossier_samples import A4, SampleStamps, bound, front, item, pdf_of, planned
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import Destination

from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.documents.dossier_order import EntryKind
from mq_enforce.dossier.assemble import FrontMatter, assemble
from mq_enforce.dossier.page_labels import read_numbers
from mq_enforce.dossier.plan import DossierItem, PlanOptions, Volume

HERE = Path(__file__).parent


def texts(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_cover_contents_numbered_entries_and_sheet_stand_in_one_pdf(tmp_path: Path) -> None:
    arranged = planned([item("filing", 2, document="case_filing_approval"), item("photo", kind=EntryKind.EVIDENCE, pdf=None, image=b"123")])
    said = bound(arranged, tmp_path / "d.pdf")
    assert texts(tmp_path / "d.pdf") == ["cover", "contents 2 1", "filing/1 #1#", "filing/2 #2#", "image 3 photo #3#", "sheet"]
    assert (said.pages, said.numbered_pages) == (6, 3)


def test_pages_without_text_are_kept_and_bear_no_number(tmp_path: Path) -> None:
    bound(planned([item("a", 3, blank_pages=frozenset({2}))]), tmp_path / "d.pdf")
    assert texts(tmp_path / "d.pdf")[2:5] == ["a/1 #1#", "a/2", "a/3 #2#"]


def test_a_bookmark_leads_to_each_entry(tmp_path: Path) -> None:
    bound(planned([item("a", 2), item("b", 1), item("c", 1)]), tmp_path / "d.pdf")
    reader = PdfReader(tmp_path / "d.pdf")
    marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline if isinstance(mark, Destination)]
    assert marks == [("封面", 0), ("目录", 1), ("1 a", 2), ("2 b", 4), ("3 c", 5), ("备考表", 6)]


def test_a_viewer_offers_the_printed_numbers(tmp_path: Path) -> None:
    bound(planned([item("a", 3, blank_pages=frozenset({2})), item("b", 1)]), tmp_path / "d.pdf")
    assert PdfReader(tmp_path / "d.pdf").page_labels == ["封面", "目录", "1", "空白", "2", "3", "备考表"]
    with Pdf.open(tmp_path / "d.pdf") as pdf:
        assert read_numbers(pdf) == [None, None, 1, None, 2, 3, None]


def test_several_volumes_follow_one_another_each_with_its_own_frame_and_numbers(tmp_path: Path) -> None:
    bound(planned([item("a", 2), item("b", 2)], options=PlanOptions(most_pages=3)), tmp_path / "d.pdf")
    assert texts(tmp_path / "d.pdf") == [
        "cover 1-", "contents 1 1", "a/1 #1#", "a/2 #2#", "sheet 1-",
        "cover 2-", "contents 1 1", "b/1 #1#", "b/2 #2#", "sheet 2-",
    ]  # fmt: skip
    reader = PdfReader(tmp_path / "d.pdf")
    assert reader.page_labels[4:8] == ["1-备考表", "2-封面", "2-目录", "2-1"]
    heads = [mark for mark in reader.outline if isinstance(mark, Destination)]
    assert [(mark.title, reader.get_destination_page_number(mark)) for mark in heads] == [("第1卷（共2卷）", 0), ("第2卷（共2卷）", 5)]


def test_contents_are_drawn_again_until_they_know_their_own_pages(tmp_path: Path) -> None:
    told: list[int] = []

    def contents(_volume: Volume, pages: int) -> bytes:
        told.append(pages)
        return pdf_of([f"contents of {pages}"] * 3)

    sheets = front()
    assemble(planned([item("a")]), FrontMatter(sheets.cover, contents, sheets.reference), SampleStamps(), tmp_path / "d.pdf", "案")
    assert told == [1, 3]
    assert texts(tmp_path / "d.pdf")[1:5] == ["contents of 3"] * 3 + ["a/1 #1#"]


def test_contents_that_never_settle_are_refused(tmp_path: Path) -> None:
    sheets = front()

    def contents(_volume: Volume, pages: int) -> bytes:
        return pdf_of(["contents"] * (2 if pages == 1 else 1))

    with pytest.raises(BadInput, match="排不定"):
        assemble(planned([item("a")]), FrontMatter(sheets.cover, contents, sheets.reference), SampleStamps(), tmp_path / "d.pdf", "案")


def jpeg_page(size: tuple[int, int] = (300, 400)) -> tuple[bytes, bytes]:
    """Return a scan: the PDF and the JPEG inside of it."""
    out = BytesIO()
    Image.effect_noise(size, 60).save(out, "JPEG")
    jpeg = out.getvalue()
    with Pdf.new() as pdf:
        image = pikepdf.Stream(pdf, jpeg)
        image.update(
            {
                "/Type": Name.XObject,
                "/Subtype": Name.Image,
                "/Width": size[0],
                "/Height": size[1],
                "/ColorSpace": Name.DeviceGray,
                "/BitsPerComponent": 8,
                "/Filter": Name.DCTDecode,
            }
        )
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, 595, 842],
            Resources=Dictionary(XObject=Dictionary(Im=image)),
            Contents=pikepdf.Stream(pdf, b"q 595 0 0 842 0 0 cm /Im Do Q"),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        saved = BytesIO()
        pdf.save(saved)
    return saved.getvalue(), jpeg


def test_scans_are_taken_over_byte_for_byte(tmp_path: Path) -> None:
    scan, jpeg = jpeg_page()
    (tmp_path / "scan.pdf").write_bytes(scan)
    bound(planned([item("scan", kind=EntryKind.SCAN, pdf=tmp_path / "scan.pdf")]), tmp_path / "d.pdf")
    with Pdf.open(tmp_path / "d.pdf") as pdf:
        assert pdf.pages[2].obj.Resources.XObject.Im.read_raw_bytes() == jpeg
    assert texts(tmp_path / "d.pdf")[2] == "#1#"
    assert (tmp_path / "scan.pdf").read_bytes() == scan


def test_the_same_plan_gives_the_same_bytes_in_two_processes(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from dossier_samples import *\n"
        "bound(planned([item('a', 2), item('b', pdf=None, image=b'x'), item('c', 3)], 'B'), Path(sys.argv[2]))\n"
    )
    for seed in ("1", "2"):
        subprocess.run(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-c", script, str(HERE), str(tmp_path / f"{seed}.pdf")],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(HERE.parents[1])},
            check=True,
        )
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    assert b"CreationDate" not in (tmp_path / "1.pdf").read_bytes()


def number_place(path: Path, index: int) -> tuple[float, float]:
    """Where the sample's number stands on the page as it is seen, in parts of width and height from the lower left."""
    with Pdf.open(path) as pdf:
        page = pdf.pages[index]
        moves = [operation.operands for operation in pikepdf.parse_content_stream(page) if str(operation.operator) == "cm"][-2:]
        place = pikepdf.Matrix(*moves[1]) @ pikepdf.Matrix(*moves[0])
        x, y = place.transform((A4[0] - 30, A4[1] - 30))
        left, bottom, right, top = (float(value) for value in page.cropbox.as_list())
        across, up = (x - left) / (right - left), (y - bottom) / (top - bottom)
        turned = int(page.obj.get(Name.Rotate, 0)) % 360
    return {0: (across, up), 90: (up, 1 - across), 180: (1 - across, 1 - up), 270: (1 - up, across)}[turned]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270, -90])
@pytest.mark.parametrize("size", [A4, (842.0, 595.0), (2480.0, 3508.0), (300.0, 420.0)])
def test_the_number_stands_at_the_top_right_of_the_page_as_it_is_seen(tmp_path: Path, size: tuple[float, float], rotation: int) -> None:
    with Pdf.open(BytesIO(pdf_of(["x"], size))) as pdf:
        pdf.pages[0].obj.Rotate = rotation
        pdf.pages[0].obj.MediaBox = Array([-50, -70, size[0] - 50, size[1] - 70])
        pdf.save(tmp_path / "s.pdf")
    bound(planned([item("a", pdf=tmp_path / "s.pdf")]), tmp_path / "d.pdf")
    across, up = number_place(tmp_path / "d.pdf", 2)
    assert across > 0.8
    assert up > 0.9


def test_what_is_shown_decides_not_what_is_cut_off(tmp_path: Path) -> None:
    with Pdf.open(BytesIO(pdf_of(["x"], (800, 1100)))) as pdf:
        pdf.pages[0].obj.CropBox = Array([100, 100, 695, 942])
        pdf.save(tmp_path / "s.pdf")
    bound(planned([item("a", pdf=tmp_path / "s.pdf")]), tmp_path / "d.pdf")
    across, up = number_place(tmp_path / "d.pdf", 2)
    assert 0.8 < across < 1
    assert 0.9 < up < 1


def test_pages_that_share_resources_and_inherit_their_size_get_their_own_numbers(tmp_path: Path) -> None:
    with Pdf.open(BytesIO(pdf_of(["x", "y"]))) as pdf:
        first, second = pdf.pages[0].obj, pdf.pages[1].obj
        shared = pdf.make_indirect(first.Resources)
        first.Resources = second.Resources = shared
        pdf.Root.Pages.MediaBox = Array([0, 0, 595, 842])
        pdf.Root.Pages.Rotate = 90
        del first["/MediaBox"], second["/MediaBox"], first["/Rotate"], second["/Rotate"]
        pdf.save(tmp_path / "s.pdf")
    bound(planned([item("a", 2, pdf=tmp_path / "s.pdf")]), tmp_path / "d.pdf")
    assert [text.replace(" ", "") for text in texts(tmp_path / "d.pdf")[2:4]] in (["x#1#", "y#2#"], ["#1#x", "#2#y"])


def test_a_bound_dossier_can_be_bound_again_without_losing_its_numbers(tmp_path: Path) -> None:
    bound(planned([item("a", 1)]), tmp_path / "first.pdf")
    bound(planned([item("old", 4, pdf=tmp_path / "first.pdf")]), tmp_path / "second.pdf")
    assert texts(tmp_path / "second.pdf")[4] == "a/1 #1# #3#"


def test_actions_of_a_page_do_not_come_along(tmp_path: Path) -> None:
    with Pdf.open(BytesIO(pdf_of(["x"]))) as pdf:
        pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(2)")
        pdf.save(tmp_path / "s.pdf")
    bound(planned([item("a", pdf=tmp_path / "s.pdf")]), tmp_path / "d.pdf")
    with Pdf.open(tmp_path / "d.pdf") as pdf:
        assert "/OpenAction" not in pdf.Root
        assert all("/AA" not in page.obj for page in pdf.pages)


def refused(entry: DossierItem, folder: Path) -> str:
    with pytest.raises(BadInput) as caught:
        bound(planned([entry]), folder / "d.pdf")
    return str(caught.value)


def test_a_source_with_other_pages_than_planned_is_refused(tmp_path: Path) -> None:
    assert "有 2 页，编排页号时是 3 页" in refused(item("a", 3, pdf=pdf_of(["x", "y"])), tmp_path)


def test_a_source_that_is_no_pdf_is_refused_by_name(tmp_path: Path) -> None:
    assert "材料“现场照片”：PDF 已损坏" in refused(item("a", title="现场照片", pdf=b"not a pdf at all"), tmp_path)


def test_a_source_with_a_password_is_refused_by_name(tmp_path: Path) -> None:
    with Pdf.open(BytesIO(pdf_of(["x"]))) as pdf:
        pdf.save(tmp_path / "s.pdf", encryption=pikepdf.Encryption(user="u", owner="o"))
    assert "有打开密码" in refused(item("a", pdf=tmp_path / "s.pdf"), tmp_path)


def test_a_source_that_vanished_is_a_problem_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="不存在"):
        bound(planned([item("a", pdf=tmp_path / "gone.pdf")]), tmp_path / "d.pdf")
    with pytest.raises(EnvironmentProblem, match="不存在"):
        bound(planned([item("a", pdf=None, image=tmp_path / "gone.jpg")]), tmp_path / "d.pdf")


def test_three_hundred_pages_are_bound_within_seconds(tmp_path: Path) -> None:
    (tmp_path / "s.pdf").write_bytes(pdf_of([f"page {number}" for number in range(30)]))
    said = bound(planned([item(str(number), 30, pdf=tmp_path / "s.pdf") for number in range(10)]), tmp_path / "d.pdf")
    assert said.numbered_pages == 300
    assert said.pages == 306
