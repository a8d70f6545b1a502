"""The acts of the bundled sample cases as plain data, as a window would hold them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.resources import resource
from mq_enforce.services.act_forms import act_form
from mq_enforce.services.diary import read_diary
from mq_enforce.services.program import Program

_SAMPLES = "samples"
_GIVEN = {"id", "evidence", "meeting"}


def sample_act(program: Program, story: str, act_id: str) -> dict[str, Any]:
    """Return what an officer types for an act of a bundled story; its file is named by where it lies.

    Raises BadInput when the story has no such act.
    """
    folder = resource(_SAMPLES)
    acts = {act.id: act for act in read_diary(resource(_SAMPLES, f"{story}.toml"), program.law).acts}
    if act_id not in acts:
        raise BadInput(Fault(f"示例案件“{story}”里没有“{act_id}”这项记录", expected="、".join(acts)))
    act = acts[act_id]
    # The case may hold the act already: another one needs numbers of its own, which the program gives.
    asked = {one.name for one in act_form(act.kind).fields} - _GIVEN
    data = {key: value for key, value in act.model_dump(mode="json").items() if key in asked and value is not None}
    if data.get("file"):
        data["file"] = str((Path(folder) / data["file"]).resolve())
    return data
