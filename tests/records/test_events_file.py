"""An edited file of events is refused with its line, in words for an analyst."""

from pathlib import Path

import pytest

from tradesim.records.events import Event
from tradesim.records.events_file import read_events

HEADING = ",".join(Event._fields)


def line_of(**cells: str) -> str:
    given = {"date": "2019-07-04", "replicate": "3", **cells}
    return ",".join(given.get(name, "word") for name in Event._fields)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"replicate": "chips"}, "line 3, replicate: 'chips' is no number of a run"),
        ({"replicate": "9" * 5_000}, "is no number of a run"),
        ({"replicate": "\u0663"}, "is no number of a run"),
        ({"date": "4 July"}, "line 3, date: '4 July' is no date: 2019-07-04"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line(
    tmp_path: Path, cells: dict[str, str], said: str
) -> None:
    file = tmp_path / "events.csv"
    file.write_text("\n".join([HEADING, line_of(), line_of(**cells)]), encoding="utf-8")
    with pytest.raises(ValueError, match=said) as refused:
        read_events(file)
    assert len(str(refused.value)) < 120
    file.write_text("\n".join([HEADING, line_of(), line_of(replicate="")]), encoding="utf-8")
    assert [event.replicate for event in read_events(file)] == [3, None]
