"""What is private is replaced before anything is drawn, and the finished file is read again."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from mq_enforce.base.errors import BadInput
from mq_enforce.base.privacy import Privacy
from mq_enforce.documents.bindings.names import masked_name
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.runs import Run, plain
from mq_enforce.publication.checking import leaks
from mq_enforce.publication.redaction import REMOVED, RedactedContext, masked, redacted


@pytest.mark.parametrize(
    ("name", "public"),
    [("张守田", "张某某"), ("张三", "张某"), ("欧阳修文", "欧阳某某"), ("欧阳", "欧某"), ("𬭎某人", "𬭎某某"), ("丁", "丁某")],
)
def test_a_name_keeps_its_surname_alone(name: str, public: str) -> None:
    assert masked_name(name) == public


@given(st.sampled_from([p for p in Privacy if p not in {Privacy.OPEN, Privacy.SECRET}]), st.text(min_size=2, max_size=12))
def test_no_private_run_survives(privacy: Privacy, text: str) -> None:
    public = masked(Run("值" + text, ("parties.p1.x",), privacy))
    assert text not in public.text or text in {"某某", REMOVED} or set(text) <= set("某（已隐去）")
    assert public.privacy is Privacy.OPEN
    assert public.facts == ("parties.p1.x",)


def test_open_text_stays_and_secrets_are_refused() -> None:
    assert plain(redacted((Run("罚款"), Run("张守田", (), Privacy.NAME)))) == "罚款张某某"
    with pytest.raises(BadInput):
        masked(Run("配方", (), Privacy.SECRET))


def test_lists_are_redacted_row_by_row() -> None:
    context = RedactedContext(TableContext(lists={"evidence": [{"item.name": (Run("刘桂兰", (), Privacy.WITNESS),)}]}))
    assert plain(context.rows("evidence")[0]["item.name"]) == "某某"


def page(text: str, title: str = "decision") -> bytes:
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setTitle(title)
    canvas.drawString(72, 700, text)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("text", ["id 419999196805120011 end", "call 13900000001", "Zhang lives here"])
def test_what_is_left_in_a_file_is_found(text: str) -> None:
    assert leaks(page(text), {"Zhang": "当事人姓名"})


def test_broken_words_and_metadata_are_searched_too() -> None:
    assert leaks(page("Z h a n g"), {"Zhang": "当事人姓名"})
    assert leaks(page("clean", title="Zhang"), {"Zhang": "当事人姓名"})
    assert leaks(page("clean 91419999MA00000014 and 4100000000000000001"), {"Zhang": "当事人姓名"}) == []
