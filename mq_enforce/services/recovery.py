"""What a crash left behind: numbers that were reserved for papers that never came."""

from __future__ import annotations

from mq_enforce.services.program import Program

REASON = "上次制作文书时程序中断，没有完成"


def void_left_numbers(program: Program) -> list[str]:
    """Void every number that is still reserved and return their texts.

    Only for a store that nobody else has open: elsewhere a reserved number may be one that is being drawn just now.
    """
    with program.store.read(program.actor.agency) as reader:
        left = reader.reserved_numbers()
        series = {row.series_id: row for row in reader.all_series()}
    if not left:
        return []
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        for number in left:
            writer.void_number(number.series_id, number.n, REASON)
    return [f"{series[number.series_id].code}〔{series[number.series_id].year}〕第{number.n}号" for number in left]
