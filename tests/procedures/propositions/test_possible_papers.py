"""A paper that is voided, scanned or delivered was made and is not void."""

from __future__ import annotations

import pytest
from builder_a import act, impossible, told
from support.stories import Story


def _closed() -> Story:
    return told(until="closing")


@pytest.mark.parametrize("kind", ["paper_voided", "scan_attached"])
def test_a_paper_that_is_voided_or_scanned_was_made(kind: str) -> None:
    fields: dict[str, object] = {"reason": "误制"} if kind == "paper_voided" else {"sha256": "0" * 64, "pages": 1}
    tale = _closed()
    assert "没有写明是哪一份文书" in impossible(tale, act(kind, "2026-07-07T09:00:00", **fields))
    assert "没有编号为“x”的文书" in impossible(tale, act(kind, "2026-07-07T09:00:00", paper="x", **fields))


def test_a_voided_paper_is_not_voided_again() -> None:
    issued = act(
        "paper_issued",
        "2026-07-06T11:00:00",
        "pp",
        refers_to="closing",
        document="case_closing_approval",
        title="结案审批表",
        sha256="0" * 64,
        pages=1,
        specification="1",
    )
    tale = _closed().with_acts(issued)
    voiding = act("paper_voided", "2026-07-06T12:00:00", "v1", paper="pp", reason="误制")
    assert not impossible(tale, voiding)
    again = act("paper_voided", "2026-07-06T13:00:00", "v2", paper="pp", reason="误制")
    assert "已经作废" in impossible(tale.with_acts(voiding), again)


def test_a_paper_that_is_void_is_not_delivered_until_it_is_made_again() -> None:
    tale = told(before="notice_delivered")
    served = tale.act("notice_delivered")
    assert not impossible(tale, served), "a story without papers"
    fields = {
        "document": "prior_notice",
        "title": "行政处罚告知书",
        "sha256": "0" * 64,
        "pages": 1,
        "specification": "1",
        "party": served.party,
    }
    at = served.at.isoformat()
    made = tale.with_acts(act("paper_issued", at, "np", **fields))
    assert not impossible(made, served)
    void = made.with_acts(act("paper_voided", at, "nv", paper="np", reason="误制"))
    assert "《行政处罚告知书》已经作废" in impossible(void, served)
    assert not impossible(void.with_acts(act("paper_issued", at, "np2", **fields)), served)
