"""The developers' page on measures: its examples are executed, and it names what there is."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "measures.md"
TEXT = GUIDE.read_text(encoding="utf-8")
EXAMPLES = "".join(re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL))


def test_it_works() -> None:
    examples = doctest.DocTestParser().get_doctest(EXAMPLES, {}, GUIDE.name, str(GUIDE), 0)
    said: list[str] = []
    found = doctest.DocTestRunner().run(examples, out=said.append)
    assert "".join(said) == ""
    assert found.attempted == EXAMPLES.count(">>>") > 40


def test_the_table_leads_to_every_module_and_to_no_other() -> None:
    table = TEXT.partition("\n## ")[0].splitlines()
    last = " ".join(line.split("|")[-2] for line in table if line.startswith("| "))
    modules = {path.stem for path in (GUIDE.parents[1] / "measures").glob("[!_]*.py")}
    assert set(re.findall(r"`(\w+)`", last)) == modules | {"units"}
