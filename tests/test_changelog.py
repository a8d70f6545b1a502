"""The changelog for officers: versions newest first, known headings, every entry a sentence."""

from __future__ import annotations

import re

from mq_enforce import __version__
from mq_enforce.base.resources import resource

HEADINGS = {"新增", "修改", "修正", "法规更新"}
TEXT = resource("changelog.md").read_text(encoding="utf-8")


def test_the_newest_version_is_the_programs_own_and_dated() -> None:
    versions = re.findall(r"^## (\S+)（(\d{4}-\d{2}-\d{2})）$", TEXT, re.MULTILINE)
    assert versions
    assert versions[0][0] == __version__
    assert [day for _, day in versions] == sorted((day for _, day in versions), reverse=True)


def test_headings_are_known_and_entries_are_sentences() -> None:
    assert set(re.findall(r"^### (.+)$", TEXT, re.MULTILINE)) <= HEADINGS
    entries = re.findall(r"^- (.+)$", TEXT, re.MULTILINE)
    assert entries
    assert [entry for entry in entries if not entry.endswith("。")] == []
