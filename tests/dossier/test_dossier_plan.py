"""Numbering, contents and volumes."""

from __future__ import annotations

from datetime import date

import pytest
from dossier_samples import item, planned
from hypothesis import given
from hypothesis import strategies as st

from mq_enforce.base.errors import BadInput
from mq_enforce.documents.dossier_order import EntryKind, Part, dossier_orders
from mq_enforce.dossier.plan import DossierItem, Plan, PlanOptions, settle


def light(key: str, pages: int = 1, **fields: object) -> DossierItem:
    return item(key, pages, pdf=b"", **fields)


def test_pages_are_numbered_through_the_whole_volume_in_the_order_of_the_dossier() -> None:
    arranged = planned([light("decision", 3, document="penalty_decision"), light("filing", 2, document="case_filing_approval")])
    (volume,) = arranged.volumes
    assert [(one.item.key, one.numbers) for one in volume.items] == [("filing", (1, 2)), ("decision", (3, 4, 5))]
    assert volume.numbered_pages == 5
    assert volume.title == volume.mark == ""


def test_pages_without_text_bear_no_number() -> None:
    (volume,) = planned([light("record", 4, blank_pages=frozenset({2, 4})), light("next")]).volumes
    assert [one.numbers for one in volume.items] == [(1, None, 2, None), (3,)]
    assert (volume.items[0].first_page, volume.items[0].last_page) == (1, 2)


def test_the_contents_carry_number_title_responsible_date_and_pages() -> None:
    (volume,) = planned(
        [light("a", 2, number="民程镇罚决字〔2026〕第1号", responsible="程庄镇人民政府", date=date(2026, 7, 1), note="复印件"), light("b")]
    ).volumes
    first, second = volume.contents
    assert (first.order, first.number, first.responsible, first.title) == (1, "民程镇罚决字〔2026〕第1号", "程庄镇人民政府", "a")
    assert (first.date, first.first_page, first.last_page, first.note) == ("2026-07-01", 1, 2, "复印件")
    assert (second.order, second.date, second.first_page) == (2, "", 3)


def test_a_volume_of_exactly_200_pages_is_one_volume() -> None:
    assert len(planned([light("a", 150), light("b", 50)]).volumes) == 1


def test_the_201st_page_begins_a_second_volume_with_numbers_and_orders_from_one() -> None:
    first, second = planned([light("a", 150), light("b", 50), light("c", 1)]).volumes
    assert [one.item.key for one in first.items] == ["a", "b"]
    assert (second.items[0].numbers, second.items[0].order) == ((1,), 1)
    assert (first.title, second.title) == ("第1卷（共2卷）", "第2卷（共2卷）")
    assert (first.mark, second.mark) == ("1-", "2-")


def test_blank_pages_do_not_count_for_the_size_of_a_volume() -> None:
    assert len(planned([light("a", 300, blank_pages=frozenset(range(2, 301, 2))), light("b", 50)]).volumes) == 1


def test_an_entry_longer_than_a_volume_is_not_cut() -> None:
    volumes = planned([light("a", 10), light("b", 250), light("c", 10)]).volumes
    assert [[one.item.key for one in volume.items] for volume in volumes] == [["a"], ["b"], ["c"]]


def test_mode_b_makes_two_parts_each_with_its_own_volumes() -> None:
    entries = [
        light("d", 190, document="penalty_decision"),
        light("n", 20, document="prior_notice"),
        light("r", document="investigation_report"),
    ]
    volumes = planned(entries, "B").volumes
    assert [(volume.part, volume.index, volume.count) for volume in volumes] == [(Part.MAIN, 1, 2), (Part.MAIN, 2, 2), (Part.SUB, 1, 1)]
    assert [volume.mark for volume in volumes] == ["正1-", "正2-", "副-"]


def test_restricted_entries_go_to_the_second_part_in_mode_b() -> None:
    volumes = planned([light("d", document="penalty_decision"), light("n", document="prior_notice", restricted=True)], "B").volumes
    assert [(volume.part, volume.items[0].item.key) for volume in volumes] == [(Part.MAIN, "d"), (Part.SUB, "n")]


def test_restricted_entries_can_be_kept_apart_in_mode_a_too() -> None:
    entries = [light("d"), light("n", restricted=True)]
    assert [volume.part for volume in planned(entries).volumes] == [None]
    assert [volume.part for volume in planned(entries, options=PlanOptions(restricted_apart=True)).volumes] == [Part.MAIN, Part.SUB]
    assert [volume.part for volume in planned([light("d")], options=PlanOptions(restricted_apart=True)).volumes] == [None]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (item("a", pdf=None), "没有可以装订的内容"),
        (item("a", image=b"x"), "没有可以装订的内容"),
        (item("a", 2, pdf=None, image=b"x"), "图片不会有 2 页"),
        (item("a", 0), "页数是 0"),
        (item("a", 1, blank_pages=frozenset({1})), "没有一页有文字"),
        (item("a", document="dossier_cover"), "封面、卷内目录、备考表"),
    ],
)
def test_what_cannot_be_bound_is_refused_by_title(entry: DossierItem, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        planned([entry])
    assert "材料“a”" in str(caught.value)


def test_an_empty_dossier_is_refused() -> None:
    with pytest.raises(BadInput, match="一件材料也没有"):
        planned([])


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        planned([item("a", pdf=None), item("b", 0)])
    assert len(caught.value.faults) == 2


@given(pages=st.lists(st.integers(1, 60), min_size=1, max_size=20), limit=st.integers(1, 100))
def test_every_volume_counts_from_one_without_a_gap_and_nothing_is_lost(pages: list[int], limit: int) -> None:
    arranged = planned([light(str(index), count) for index, count in enumerate(pages)], options=PlanOptions(most_pages=limit))
    assert [one.item.key for volume in arranged.volumes for one in volume.items] == [str(index) for index in range(len(pages))]
    for volume in arranged.volumes:
        assert [number for one in volume.items for number in one.numbers] == list(range(1, volume.numbered_pages + 1))
        assert len(volume.items) == 1 or volume.numbered_pages <= limit


def test_an_index_that_grows_with_the_numbers_it_prints_settles() -> None:
    calls: list[Plan | None] = []

    def draw(current: Plan | None) -> list[DossierItem]:
        calls.append(current)
        pages = 1 if current is None else 2
        return [light("index", pages, document="evidence_index"), light("photo", 9, kind=EntryKind.EVIDENCE)]

    settled = settle(draw, dossier_orders().mode())
    volume, photo = settled.place("photo")
    assert (volume.index, photo.first_page, photo.last_page) == (1, 3, 11)
    assert len(calls) == 3


def test_an_index_that_never_settles_is_refused() -> None:
    def draw(current: Plan | None) -> list[DossierItem]:
        return [light("index", 2 if current and current.volumes[0].numbered_pages == 1 else 1)]

    with pytest.raises(BadInput, match="排不定"):
        settle(draw, dossier_orders().mode())


def test_the_place_of_an_unknown_key_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        planned([light("a")]).place("b")


def test_photos_are_counted_for_the_reference_sheet() -> None:
    (volume,) = planned([light("a", 3), item("b", pdf=None, image=b"x")]).volumes
    assert (volume.photo_pages, volume.numbered_pages) == (1, 4)
