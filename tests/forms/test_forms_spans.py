"""Cells that cover several rows or columns."""

from __future__ import annotations

from forms.spans import placements, remaining

PARTY = [
    [(1, 4), (1, 2), (1, 1), (1, 1)],
    [(1, 1), (1, 1)],
    [(1, 2), (1, 1), (1, 1)],
    [(1, 1), (1, 1)],
]


def test_cells_find_their_columns_as_in_html() -> None:
    assert placements(PARTY, 4) == ([[0, 1, 2, 3], [2, 3], [1, 2, 3], [2, 3]], [])


def test_rows_that_do_not_fill_the_grid_are_named() -> None:
    assert placements([[(2, 1)], [(1, 1), (2, 1)], [(3, 1)]], 3)[1] == [0]
    assert placements([[(1, 2), (1, 1)], [(2, 1)]], 2)[1] == [1]
    assert placements([[(4, 1)]], 3)[1] == [0]


def test_a_span_shrinks_and_moves_down_when_rows_fall_away() -> None:
    left = remaining(PARTY, 4, [0, 0, 1, 1])
    assert left[0][0] == (0, (0, 0, 2)), "当事人 now covers the two rows of the unit"
    assert [cell[1][1] for cell in left[0]] == [0, 1, 2, 3]
    assert len(left) == 2


def test_a_span_grows_over_repeated_rows() -> None:
    left = remaining([[(1, 3), (1, 1)], [(1, 1)], [(1, 1)]], 2, [1, 5, 1])
    assert left[0][0][1] == (0, 0, 7)
    assert len(left) == 7
    assert all(len(line) == 1 for line in left[1:])


def test_nothing_is_left_of_a_grid_whose_rows_all_fall_away() -> None:
    assert remaining(PARTY, 4, [0, 0, 0, 0]) == []
