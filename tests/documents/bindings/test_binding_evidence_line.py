"""A paper about one party names no evidence that was taken about another alone."""

from __future__ import annotations

import pytest
from support.paper_sources import case, source, value


@pytest.mark.parametrize(
    ("party", "order", "own", "foreign"), [("p1", "rectify1", "灭火器", "应急照明灯"), ("p2", "rectify2", "应急照明灯", "灭火器")]
)
def test_the_order_to_one_party_leaves_out_the_other_partys_evidence(party: str, order: str, own: str, foreign: str) -> None:
    line = value(source(case("fire_hearing", until=order), order, party, "rectification_order"), "evidence.line")
    assert own in line
    assert foreign not in line
