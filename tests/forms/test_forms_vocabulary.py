"""The README that authors of forms read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from forms.blocks import KINDS
from forms.loading import check_edition
from forms.vocabulary import MARK, reference

README = Path(__file__).parents[2] / "forms" / "README.md"


def test_the_reference_is_that_of_the_code() -> None:
    assert README.read_text(encoding="utf-8").partition(MARK)[2].strip() == reference().strip(), "run python -m forms.vocabulary"


def test_every_kind_of_block_is_described() -> None:
    made = reference()
    assert all(f'kind = "{kind}"' in made for kind in KINDS)
    assert "|  |\n" not in made, "a key without a meaning"


def test_the_example_loads(tmp_path: Path) -> None:
    example = next(block for block in re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL) if "[form]" in block)
    assert tomllib.loads(example)
    (tmp_path / "case_filing_approval.toml").write_text(example, encoding="utf-8")
    (tmp_path / "edition.toml").write_text('[edition]\nid = "x"\ntitle = "试验"\n', encoding="utf-8")
    assert check_edition(tmp_path) == []
