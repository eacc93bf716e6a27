"""Losses of plants and blockades are told like controls: in question, ranking, figure and flags."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.source_tree import REPOSITORY
from tradesim.reporting.report.affected import ranked_sentence, ranking, ranking_table
from tradesim.reporting.report.document import Drawing
from tradesim.reporting.report.key_figure import key_figure
from tradesim.reporting.report.question import question
from tradesim.reporting.report.sentences import sentences
from tradesim.reporting.report.source import of_result
from tradesim.reporting.report.subject import Subject
from tradesim.results import run
from tradesim.scenario import load
from tradesim.scenario.naming import country_in_prose

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"
FIRE = {
    "kind": "supply_shock",
    "name": "fire",
    "suppliers": ["Alpha Chemicals"],
    "date": "2020-02-03",
    "lost_share": 1,
}
BLOCKADE = {"kind": "blockade", "name": "strait", "start": "2020-02-03"}


def told(folder: Path, *shocks: dict[str, object], controlled: bool) -> Subject:
    """Return the world of two countries with some shocks, with or without its controls."""
    document = yaml.safe_load(WORLD.read_text(encoding="utf-8"))
    document["shocks"] = list(shocks)
    if not controlled:
        document["policies"] = []
        document.pop("variants", None)
    path = folder / "lost.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    return Subject(of_result(run(load(path), replicates=2)))


def test_a_loss_of_plants_is_what_is_asked_after(tmp_path: Path) -> None:
    subject = told(tmp_path, FIRE, controlled=False)
    assert question(subject).startswith(
        "What does the loss of plants in Alphaland do to the supply of acid in Alphaland and "
        "Betaland, "
    )
    assert subject.aims.outset == "first loss of plants"
    assert any(said.startswith("Deliveries of acid from Alphaland") for said in sentences(subject))


def test_a_loss_beside_a_control_is_asked_after_too(tmp_path: Path) -> None:
    subject = told(tmp_path, FIRE, controlled=True)
    assert "the loss of plants in Alphaland and " in question(subject)
    assert " of Alphaland do to the supply" in question(subject)
    assert subject.aims.outset == "first loss of plants or control"


@pytest.mark.parametrize("controlled", [True, False])
def test_a_time_before_ends_with_the_first_loss(tmp_path: Path, *, controlled: bool) -> None:
    subject = told(tmp_path, FIRE, controlled=controlled)
    calm = told(tmp_path, controlled=True)
    before = subject.course("acid", "BBB", ("AAA",)).before.mean
    assert before == pytest.approx(calm.course("acid", "BBB", ("AAA",)).before.mean, rel=0.1)
    assert subject.course("acid", "BBB", ("AAA",)).lowest.mean < 0.1 * before


def test_a_blockade_is_asked_after(tmp_path: Path) -> None:
    subject = told(tmp_path, {**BLOCKADE, "country": "AAA"}, controlled=False)
    assert question(subject).startswith("What does the blockade of Alphaland do to the supply of ")


def test_figures_flag_a_loss_among_controls_where_it_is_of_their_items(tmp_path: Path) -> None:
    elsewhere = {**FIRE, "name": "quake", "country": "AAA", "items": ["film"]}
    del elsewhere["suppliers"]
    subject = told(tmp_path, FIRE, elsewhere, controlled=True)
    names = {moment.policy.name for moment in subject.moments("BBB", ["acid"])}
    assert "fire" in names
    assert "quake" not in names
    assert len(names) > 1


def test_whoever_loses_production_is_ranked_though_nothing_of_it_was_cut() -> None:
    subject = Subject(of_result(run(load("2022_neon"), replicates=2)))
    assert not subject.threatened("CHN")
    found = {each.country: each for each in ranking(subject)}
    assert set(found) == {"CHN", "KOR", "XAA"}
    assert not found["CHN"].threatened
    assert found["CHN"].loses
    assert ranked_sentence(subject).startswith("Of 3 countries and regions China was ")
    table = ranking_table(subject)
    assert table is not None
    row = next(row for row in table.rows if row[0] == "China")
    assert row[1] == "Neon"
    assert "the loss of plants in Ukraine and individual export licences of Russia" in question(
        subject
    )
    drawings = [block for block in key_figure(subject) if isinstance(block, Drawing)]
    assert drawings[0].caption.startswith("Production in China, over its mean in the year before")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Japan", "Japan"),
        ("United States", "the United States"),
        ("Netherlands", "the Netherlands"),
        ("EU", "the EU"),
        ("Rest of the world", "the rest of the world"),
        ("Other EU countries", "other EU countries"),
        ("the Gambia", "the Gambia"),
        ("Congo (COD)", "the Congo (COD)"),
        ("Russia and Belarus", "Russia and Belarus"),
    ],
)
def test_countries_have_their_articles_in_a_sentence(name: str, said: str) -> None:
    assert country_in_prose(name) == said
