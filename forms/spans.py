"""Where the cells of a grid stand when some of them cover several rows or columns, and what is left when rows fall away."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]
"""Columns and rows that a cell covers."""

Placed = tuple[int, int, int]
"""Index of a cell in its row, its first column, and the rows it covers."""


def placements(rows: Sequence[Sequence[Span]], columns: int) -> tuple[list[list[int]], list[int]]:
    """Return the first column of every cell, row by row, and the numbers of the rows that do not fill the grid exactly."""
    covered_until = [0] * columns
    starts: list[list[int]] = []
    bad: list[int] = []
    for number, row in enumerate(rows):
        placed: list[int] = []
        at = 0
        for colspan, rowspan in row:
            while at < columns and covered_until[at] > number:
                at += 1
            covered = range(at, at + colspan)
            if at + colspan > columns or any(covered_until[one] > number for one in covered):
                break
            for one in covered:
                covered_until[one] = number + rowspan
            placed.append(at)
            at += colspan
        if len(placed) != len(row) or any(until <= number for until in covered_until):
            bad.append(number)
            covered_until = [max(until, number + 1) for until in covered_until]
        starts.append(placed)
    return starts, bad


def remaining(rows: Sequence[Sequence[Span]], columns: int, copies: Sequence[int]) -> list[list[tuple[int, Placed]]]:
    """Return the rows that are printed when row ``i`` is printed ``copies[i]`` times.

    Each printed row is a list of (row the cell was written in, placement), ordered by column. A cell over several rows
    covers those that are left, and moves down when the row it was written in falls away.
    """
    starts, _ = placements(rows, columns)
    first_printed = [sum(copies[:number]) for number in range(len(rows) + 1)]
    printed: list[list[tuple[int, Placed]]] = [[] for _ in range(first_printed[-1])]
    for number, row in enumerate(rows):
        for index, ((_, rowspan), column) in enumerate(zip(row, starts[number], strict=True)):
            begin, end = first_printed[number], first_printed[min(number + rowspan, len(rows))]
            if rowspan > 1 and end > begin:
                printed[begin].append((number, (index, column, end - begin)))
            elif rowspan == 1:
                for line in range(begin, end):
                    printed[line].append((number, (index, column, 1)))
    for cells in printed:
        cells.sort(key=lambda cell: cell[1][1])
    return printed
