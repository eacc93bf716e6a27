"""Lists of published facts become observed tables; the page of scores has a row an episode."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.loading import module_at
from tests.source_tree import REPOSITORY
from tradesim.evidence.episodes import episode_names
from tradesim.evidence.observed import Key
from tradesim.evidence.observed_file import read_observed

FACTS = REPOSITORY.parent / "shared" / "evidence" / "episodes"
HEADING = (
    "id,item,measure,period,value,unit,origin,destination,basis,source,confidence,phase,note\n"
)
BEFORE = 'B1,gallium,"China exports, all destinations",2022-08,7670,kg,,,,press,high,before,\n'
AFTER = (
    'H1,gallium,"China exports, all destinations",2024-01..02,2760,kg,,,,press,high,after,\n'
    "H2,gallium,China exports,2023,44.8,t,,,,press,medium,after,\n"
    'A1,gallium,"China exports, year",2023,44000,kg,CHN,all,kg,press,high,after,\n'
    "H3,gallium,first licences granted,2023-09,2023-09,month,,,,press,high,after,\n"
)
EMPTY = [
    "rare_earths_2010", "nickel_ore_2014", "nickel_ore_2020", "neon_2022", "palm_oil_2022",
    "graphite_2023", "lithography_2023",
]  # fmt: skip


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return module_at(REPOSITORY / "scripts" / "episode_facts.py")


def test_facts_of_trade_become_a_table_and_the_rest_is_counted(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for part in ("before", "after"):
        (tmp_path / part).mkdir()
        for name in EMPTY:
            (tmp_path / part / f"{name}.csv").write_text(HEADING, encoding="utf-8")
    own = "gallium_germanium_2023.csv"
    (tmp_path / "before" / own).write_text(HEADING + BEFORE, encoding="utf-8")
    (tmp_path / "after" / own).write_text(HEADING + AFTER, encoding="utf-8")
    script.main(str(tmp_path), str(tmp_path / "out"))
    found = read_observed(tmp_path / "out" / "2023_gallium_germanium.csv")
    key = Key("gallium", "WLD", "CHN", "export")
    assert found[key].values["quantity"] == {"2022-08": 7670.0}
    assert found[key._replace(frequency="span")].values["quantity"] == {"2024-01..2024-02": 2760.0}
    yearly = found[key._replace(frequency="year")].values["quantity"]
    assert yearly == {"2023": 44000.0}  # the more trusted of two
    said = capsys.readouterr().out
    assert "2023_gallium_germanium: 3 figures of trade, 1 other facts left out" in said
    assert "44000 (A1), not 44800" in said


@pytest.mark.skipif(not FACTS.exists(), reason="no shared/evidence beside the repository")
def test_the_facts_of_all_episodes_are_read(script: ModuleType, tmp_path: Path) -> None:
    script.main(str(FACTS), str(tmp_path))
    for path in tmp_path.iterdir():
        assert read_observed(path), path


def test_the_page_of_scores_has_every_episode_in_its_tables() -> None:
    page = (REPOSITORY / "docs" / "hindcast.md").read_text(encoding="utf-8")
    for name in episode_names():
        assert page.count(f"| `{name}` | ") >= 2, name
