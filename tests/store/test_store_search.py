"""Search finds what the text contains, to the character, on both engines: it equals LIKE."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from store_office import Office, open_case

from mq_enforce.store import Projection
from mq_enforce.store.search import grams, normalise, terms

TEXTS = (
    "张伟\n露天焚烧秸秆 民罚立〔2026〕12号\n民权县某镇东村",
    "张伟民 现场检查笔录，询问笔录",
    "有限公司：河南 ＡＢＣ 商贸有限责任公司",
    "𬭎𠅤䶮 Straße No.5 100%_x",
    "伟张",
    "",
)


def _fill(office: Office) -> None:
    for number, searched in enumerate(TEXTS):
        open_case(office, f"c{number}", search=searched)
        with office.store.write(*office.unit) as w:
            w.put_projection(Projection(f"c{number}", "x", search=searched))


def _found(office: Office, search: str) -> set[str]:
    with office.store.read("民权县某镇") as r:
        found = {row.case.case_id for row in r.list_cases(search=search)}
        assert r.count_cases(search=search) == len(found)
    return found


def _truth(search: str) -> set[str]:
    return {f"c{number}" for number, one in enumerate(TEXTS) if all(term in normalise(one) for term in terms(search))}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("张伟", {"c0", "c1"}),
        ("笔录", {"c1"}),
        ("张", {"c0", "c1", "c4"}),
        ("有限公司", {"c2"}),
        ("有限责任公司", {"c2"}),
        ("𬭎", {"c3"}),
        ("𬭎𠅤", {"c3"}),
        ("𠅤𬭎", set()),
        ("abc", {"c2"}),
        ("STRASSE", {"c3"}),
        ("no.5", {"c3"}),
        ("%", {"c3"}),
        ("0%_X", {"c3"}),
        ("〔2026〕12", {"c0"}),
        ("张伟 焚烧", {"c0"}),
        ("张伟露天", set()),
        ("伟民", {"c1"}),
        ("", {"c0", "c1", "c2", "c3", "c4", "c5"}),
        ('" OR *', set()),
        ("'", set()),
    ],
)
def test_words_of_any_length_are_found(search: str, found: set[str], searched: Office) -> None:
    assert _found(searched, search) == found == _truth(search)


@pytest.fixture
def searched(office: Office) -> Office:
    _fill(office)
    return office


def test_any_search_equals_the_plain_truth(searched: Office) -> None:
    alphabet = sorted(set("".join(TEXTS)) | set("a*\"'-: "))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.one_of(st.text(alphabet=alphabet, max_size=5), st.sampled_from(TEXTS).flatmap(_pieces)))
    def check(search: str) -> None:
        assert _found(searched, search) == _truth(search)

    check()


def _pieces(whole: str) -> st.SearchStrategy[str]:
    return st.tuples(st.integers(0, len(whole)), st.integers(1, 6)).map(lambda place: whole[place[0] : place[0] + place[1]])


def test_a_changed_row_is_found_by_its_new_words_only(searched: Office) -> None:
    with searched.store.write(*searched.unit) as w:
        w.put_projection(Projection("c0", "x", search="李四"))
    assert _found(searched, "李四") == {"c0"}
    assert _found(searched, "张伟") == {"c1"}
    searched.store.rebuild_search()
    assert _found(searched, "李四") == {"c0"}
    assert _found(searched, "张伟") == {"c1"}


def test_the_index_is_really_used(searched: Office) -> None:
    with searched.store.engine.connect() as connection:
        if searched.postgres:
            connection.execute(text("SET enable_seqscan = off"))
            query = "EXPLAIN SELECT 1 FROM projections WHERE string_to_array(grams, ' ') @> CAST(ARRAY['5f20z4f1f'] AS text[])"
        else:
            query = "EXPLAIN QUERY PLAN SELECT rowid FROM case_search WHERE case_search MATCH '5f20z4f1f'"
        plan = "\n".join(str(row) for row in connection.execute(text(query)))
    assert ("ix_projections_grams" if searched.postgres else "VIRTUAL TABLE INDEX") in plan


def test_tokens_are_letters_and_digits_only_and_never_reach_over_a_line() -> None:
    assert grams("张伟\n民") == "5f20 4f1f 5f20z4f1f 6c11"
    assert grams("") == ""
    assert normalise(" Ａ\u3000ｂ \n\n 张\x00 ") == "a b\n\n张"
