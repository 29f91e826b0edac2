"""The clock of an appeal, line by line as `appeal_clock.toml` has it."""

from collections.abc import Mapping
from typing import Any

import pytest

from hundredfold.prove.appeal_clock import clock
from tests.spec.cases import table


@pytest.mark.parametrize("line", table("appeal_clock")["case"], ids=lambda line: str(line["en"]))
def test_a_clock_is_as_the_table_says(line: Mapping[str, Any]) -> None:
    official = {each["day"]: each["worked"] for each in line.get("entered", ())}
    found = clock(line["begun"], line["days"], today=line["today"], official=official)

    answering = line.get("answering", False)
    expected = line["expect"]
    assert (found.due, found.left) == (expected["due"], expected["left"])
    assert found.say("zh", answering=answering) == expected["zh"]
    assert found.say("en", answering=answering) == expected["en"]
    assert found.remark("zh") == expected.get("remark_zh", "")
    assert found.remark("en") == expected.get("remark_en", "")
