"""Who is at the keyboard: stands in every entry from then on."""

from __future__ import annotations

from dataclasses import replace

from mq_enforce.base.actors import Actor
from mq_enforce.services.office_lines import Seat
from mq_enforce.services.program import Program


def seated(program: Program, seat: Seat) -> Program:
    """Return the program with this person at the keyboard of the same machine, on the same store."""
    actor = Actor(seat.person, seat.name, program.actor.agency, program.actor.machine, seat.roles)
    return replace(program, actor=actor)


def seat_by_name(name: str) -> Seat:
    """Return the seat of somebody whom no register holds yet: the name stands in the entries itself."""
    plain = " ".join(name.split())
    return Seat(plain, plain)
