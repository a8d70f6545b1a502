"""Pages of the case list: whatever way they are read, one after the other they are the whole list, each case once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from store_office import Office

from mq_enforce.base.actors import CHINA
from mq_enforce.store import CaseFilter, Projection
from mq_enforce.store.rows import CaseOrder

OPENED = datetime(2026, 1, 5, 9, 0, tzinfo=CHINA)
DUE = date(2026, 6, 1)


@pytest.fixture
def listed(office: Office) -> Office:
    """Twelve cases: five with a next date (two on the same day), four without, one without a flat row, two of another agency."""
    for number in range(10):
        case_id = f"c{number}"
        with office.store.write(*office.unit) as w:
            w.open_case("ordinary_penalty", "m", f"案{number}", OPENED - timedelta(days=number), case_id=case_id, practice=number == 3)
            if number < 9:
                due = DUE + timedelta(days=(7, 3, 3, 9, 1)[number]) if number < 5 else None
                w.put_projection(Projection(case_id, "立案" if number % 2 else "告知", next_due=due, search=f"张伟{number} 露天焚烧"))
    other = Office(office.store, office.where, office.folder)
    other.actor = type(other.actor)("p9", "李四", "另一机关", "pc-2")
    for number in range(2):
        with other.store.write(*other.unit) as w:
            w.open_case("ordinary_penalty", "m", "别家的案件", OPENED, case_id=f"c{number}")
            w.put_projection(Projection(f"c{number}", "立案", next_due=DUE, search="张伟 露天焚烧"))
    return office


ALL_DUE = ["c4", "c2", "c1", "c0", "c3", "c9", "c8", "c7", "c6", "c5"]


def ids(office: Office, order: CaseOrder, limit: int, offset: int, where: CaseFilter, search: str = "") -> list[str]:
    with office.store.read(office.actor.agency) as r:
        return [row.case.case_id for row in r.list_cases(where, search, order, limit, offset)]


def test_by_date_the_nearest_come_first_the_older_case_before_and_those_without_a_date_last(listed: Office) -> None:
    assert ids(listed, "due", 100, 0, CaseFilter(practice=None)) == ALL_DUE


@pytest.mark.parametrize("size", range(1, 12))
def test_pages_of_every_size_put_together_are_the_list_by_date(listed: Office, size: int) -> None:
    pages = [ids(listed, "due", size, start, CaseFilter(practice=None)) for start in range(0, 12, size)]
    assert [one for page in pages for one in page] == ALL_DUE


@pytest.mark.parametrize("order", ["opened", "number", "title", "changed"])
def test_pages_put_together_are_the_list_in_every_other_order(listed: Office, order: CaseOrder) -> None:
    whole = ids(listed, order, 100, 0, CaseFilter(practice=None))
    assert sorted(whole) == sorted(ALL_DUE)
    assert [one for start in range(0, 12, 3) for one in ids(listed, order, 3, start, CaseFilter(practice=None))] == whole


def test_filter_and_search_hold_on_every_page(listed: Office) -> None:
    assert ids(listed, "due", 2, 0, CaseFilter(practice=False)) == ["c4", "c2"]
    assert "c3" not in ids(listed, "due", 100, 0, CaseFilter(practice=False))
    assert ids(listed, "due", 1, 1, CaseFilter(stage="立案", practice=None)) == ["c3"]
    assert ids(listed, "due", 100, 0, CaseFilter(practice=None), "张伟2") == ["c2"]
    assert ids(listed, "due", 3, 7, CaseFilter(practice=None), "露天") == ["c6", "c5"]


def test_a_search_sees_only_the_agencys_own_cases_even_where_the_ids_are_the_same(listed: Office) -> None:
    with listed.store.read("另一机关") as r:
        assert [row.case.title for row in r.list_cases(CaseFilter(practice=None), "露天")] == ["别家的案件", "别家的案件"]
        assert r.count_cases(CaseFilter(practice=None), "张伟2") == 0
    with listed.store.read(listed.actor.agency) as r:
        assert r.count_cases(CaseFilter(practice=None), "露天") == 9
        assert r.count_cases(CaseFilter(practice=None)) == 10
        assert r.count_cases(CaseFilter(stage="告知", practice=None)) == 5
