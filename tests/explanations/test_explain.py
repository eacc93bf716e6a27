"""What an explanation is made from, what it says where there is nothing to explain, and refuses."""

import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest

import tradesim
from tests.explanations.worlds import (
    BAN,
    BOOM,
    CURB,
    SURE,
    lived,
    maker,
    need,
    plant,
    two_sources,
    world,
)
from tests.explanations.written import both, falls, waits, written
from tradesim.ensemble import Ensemble
from tradesim.errors import ExplainError, QuestionError, RecordsError
from tradesim.explanations import explain, one_run, shortages
from tradesim.explanations.country import _told
from tradesim.model import TradeModel
from tradesim.results import run_points
from tradesim.wording.dates import day


@pytest.fixture(scope="module")
def result() -> tradesim.Result:
    return lived(world(BAN | {"until": "2019-12-30"}))


@pytest.fixture(scope="module")
def folder(result: tradesim.Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return result.write(tmp_path_factory.mktemp("runs") / "a run", figures=False)


def test_a_folder_tells_what_the_result_tells(result: tradesim.Result, folder: Path) -> None:
    found = explain(folder, "Maker", "2019-08-26")
    assert found.causes
    assert (
        found
        == explain(result, "Maker", "2019-08-26")
        == tradesim.explain(result.recording, "Maker", dt.date(2019, 9, 1))
    )


def test_a_model_and_a_detailed_ensemble_tell_the_same() -> None:
    scenario = world(BAN)
    model = TradeModel(scenario)
    for _ in model.weeks_to_come():
        pass
    together = next(Ensemble(scenario, [0]).recordings(detailed=True))
    assert explain(model.recording(), "Maker", "2019-08-26") == explain(
        together, "Maker", "2019-08-26"
    )


def test_a_recording_without_links_says_how_to_get_them() -> None:
    with pytest.raises(ExplainError, match="detailed=True"):
        one_run(next(Ensemble(world(BAN), [0]).recordings()))


def test_shortages_are_dated_and_name_the_item(result: tradesim.Result) -> None:
    (found,) = shortages(result)
    assert (found.actor, found.item) == ("Maker", "acid")
    # stock for four weeks and two weeks at sea: a week of notice is too short to order more; the
    # ban ends on 30 December
    assert found.start == dt.date(2019, 8, 12)
    assert found.end == dt.date(2020, 1, 6)
    assert found.lost == pytest.approx(1.0)


def test_the_course_of_the_stock_ends_in_the_week_asked_about(result: tradesim.Result) -> None:
    found = explain(result, "Maker", "2019-08-26")
    weeks = [cover for _, cover in found.cover]
    assert weeks == sorted(weeks, reverse=True)
    assert weeks[0] == 4.0
    assert found.cover[-1] == (dt.date(2019, 8, 26), 0.0)


def test_who_was_not_short_is_told_so_with_the_nearest_weeks(result: tradesim.Result) -> None:
    found = explain(result, "Maker", "2019-07-29")
    assert not found.short
    assert not found.causes
    assert "not short of anything" in found.headline
    assert "12 Aug 2019 to 6 Jan 2020" in found.notes[-1]


def test_who_was_never_short_is_told_so() -> None:
    found = explain(lived(world()), "Maker", "2019-07-29")
    assert found.notes == ("It was never short in replicate 0.",)
    assert "4.0 weeks of acid (4 in ordinary times)" in found.headline


def test_a_thin_stock_is_explained_when_its_item_is_asked_for(result: tradesim.Result) -> None:
    found = explain(result, "Maker", "2019-08-05", item="acid")
    assert not found.short
    assert [cause.kind for cause in found.walk()] == ["supplier", "ban"]


def test_a_plant_is_behind_for_whom_it_cannot_ship_to(result: tradesim.Result) -> None:
    found = explain(result, "Alpha", "2019-09-30")
    assert found.short
    assert [(cause.kind, cause.share) for cause in found.walk()] == [("supplier", 1), ("ban", 1)]
    assert found.causes[0].actor == "Maker"


def test_a_plant_that_is_not_behind_says_what_it_shipped(result: tradesim.Result) -> None:
    found = explain(result, "Alpha", "2019-03-04")
    assert not found.short
    assert "all that was ordered" in found.headline
    assert "100 t of acid, 100 % of what it ships at the start" in found.headline
    assert "The nearest weeks in which it was behind: 1 Jul 2019" in found.notes[0]


def test_a_full_plant_is_full() -> None:
    boom = world(BOOM, suppliers=[plant("Alpha", "AAA", capacity=110)])
    found = explain(lived(boom), "Alpha", "2019-12-30")
    assert [cause.kind for cause in found.walk()] == ["supplier", "capacity"]
    assert "110 t a week" in found.causes[0].causes[0].text


def test_a_first_decision_that_is_given_is_named() -> None:
    late = CURB | {"terms": SURE, "first_decision": "2019-11-04"}
    found = explain(lived(world(late)), "Maker", "2019-09-02")
    assert "decided nothing before the week of 4 Nov 2019" in found.causes[0].causes[0].text


def test_held_and_made_too_little_are_divided_as_the_orders_are() -> None:
    # of 90 t that wait 30 are held: a third to the licence nobody applied for
    divided = written(two_sources(CURB), both(falls(), waits(90, 30)))
    found = explain(divided, "Maker", "2019-10-14")
    shares = {cause.kind: cause.share for cause in found.causes[0].causes}
    assert shares == {
        "stepping_up": pytest.approx(2 / 3),
        "licence_not_filed": pytest.approx(1 / 3),
    }


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"actor": "Makr"}, "no buyer, plant or country is called 'Makr'. Did you mean 'Maker'?"),
        ({"actor": ""}, "There are: Maker, Alpha, Beta."),
        ({"actor": "<script>"}, "no buyer, plant or country is called '<script>'"),
        ({"week": "2018-12-31"}, "the weeks of 2019-01-07 to 2020-12-21"),
        ({"week": "2021-01-01"}, "lies outside the run"),
        ({"week": "19 August"}, "'19 August' is not a date. Write it as 2019-08-19."),
        ({"item": "acit"}, "Maker neither needs nor makes 'acit'. Did you mean 'acid'?"),
        ({"item": "feed"}, "It has: acid."),
        ({"replicate": 3}, "replicate 3 is not among those of this run: 0 alone."),
    ],
)
def test_what_the_records_do_not_hold_is_refused(
    result: tradesim.Result, asked: dict[str, object], said: str
) -> None:
    question = {"actor": "Maker", "week": "2019-08-26"} | asked
    with pytest.raises(QuestionError) as raised:
        explain(result, **question)  # type: ignore[arg-type]
    assert said in str(raised.value)


def test_the_first_replicate_that_was_short_is_chosen() -> None:
    chance = world(CURB | {"terms": SURE | {"approval_odds": 0.4, "review_weeks": 4}})
    result = tradesim.run(chance, replicates=12)
    by_replicate = {
        number: {shortage.start for shortage in shortages(result, number)} for number in range(12)
    }
    alone = {week for starts in by_replicate.values() for week in starts} - by_replicate[0]
    assert alone, "no week in which only a later replicate becomes short"
    weeks = [
        week for week in sorted(alone) if not explain(result, "Maker", week, replicate=0).short
    ]
    found = explain(result, "Maker", weeks[0])
    assert found.short
    assert found.replicate > 0
    assert f"this is replicate {found.replicate}" in found.notes[0]


def test_a_document_is_plain_json(result: tradesim.Result) -> None:
    document = explain(result, "Maker", "2019-08-26").document()
    again = json.loads(json.dumps(document, allow_nan=False))
    assert again == document
    assert again["causes"][0]["causes"][0]["policy"] == "ban"
    assert again["week"] == "2019-08-26"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "weekly.parquet").unlink(), "it has no weekly.parquet"),
        (lambda folder: (folder / "weekly.parquet").write_text("no"), "cannot be read"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "no manifest of a run"),
        (lambda folder: (folder / "manifest.json").write_text("[1]"), "no manifest of a run"),
        (lambda folder: (folder / "events.csv").write_text(""), "cannot be read"),
    ],
)
def test_a_spoilt_folder_says_what_is_wrong(
    result: tradesim.Result, tmp_path: Path, spoil: object, said: str
) -> None:
    folder = result.write(tmp_path / "spoilt", figures=False)
    spoil(folder)  # type: ignore[operator]
    with pytest.raises(RecordsError, match=said):
        explain(folder, "Maker", "2019-08-26", trust=True)


def test_an_older_folder_is_told_and_what_to_do(result: tradesim.Result, tmp_path: Path) -> None:
    folder = result.write(tmp_path / "older", figures=False)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["whole_run"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(RecordsError, match=r"older version of tradesim .* Run the scenario again"):
        explain(folder, "Maker", "2019-08-26", trust=True)


def test_a_control_that_a_government_pulled_is_dated_by_when_it_took_hold() -> None:
    ruling = {
        "kind": "diplomatic_event",
        "name": "ruling",
        "type": "court_ruling",
        "between": ["AAA", "BBB"],
        "felt_by": ["AAA"],
        "date": "2019-03-04",
        "tension": 9,
    }
    ready = {k: v for k, v in BAN.items() if k not in {"announced", "effective"}}
    quarrel = world(
        ready | {"available": True, "escalation": 1},
        shocks=[ruling],
        countries=[{"code": code, "name": code} for code in ("BBB", "CCC")]
        + [{"code": "AAA", "name": "AAA", "mode": "adaptive"}],
    )
    result = lived(quarrel)
    (held,) = result.events[result.events["kind"] == "control in force"]["date"].dt.date.tolist()
    found = explain(result, "Maker", shortages(result)[0].worst)
    assert [(cause.kind, cause.policy) for cause in found.walk()] == [
        ("supplier", ""),
        ("ban", "ban"),
    ]
    assert f"in force since {day(held)}" in found.causes[0].causes[0].text


def test_a_policy_is_named_with_the_dates_of_the_file(result: tradesim.Result) -> None:
    text = explain(result, "Maker", "2019-08-26").causes[0].causes[0].text
    assert (
        "'ban' (export ban, announced 24 Jun 2019, in force since 1 Jul 2019, until 30 Dec 2019)"
        in text
    )


def test_each_run_of_a_parameter_ensemble_has_its_own_figures() -> None:
    path = "policies.ban.effective"
    dates = np.array(["2019-07-01", "2019-09-02"], dtype="datetime64[D]")
    result = run_points(world(BAN), {path: dates}, replicates=2)
    starts = [shortages(result, number)[0].start for number in (0, 1)]
    assert starts[1] - starts[0] >= dt.timedelta(weeks=6)
    for number, said in ((0, "1 Jul 2019"), (1, "2 Sep 2019")):
        found = explain(result, "Maker", starts[number], replicate=number)
        assert f"in force since {said}" in found.causes[0].causes[0].text


def test_two_runs_are_not_mixed_up() -> None:
    result = tradesim.run(world(CURB | {"terms": SURE | {"review_spread": 0.6}}), replicates=4)
    for number in range(4):
        run = one_run(result, number)
        assert run.replicate == number
        column = result.recording.panels["stock"][:, :, number]
        assert np.array_equal(run.panels["stock"], column)
        assert {event.replicate for event in run.events_of("licence granted")} == {number}


def test_of_two_items_the_one_that_bound_is_named() -> None:
    both_items = [need(), need("feed", sources={"Mine": 1})]
    plants = [plant("Alpha", "AAA"), plant("Mine", "CCC", item="feed")]
    result = lived(world(BAN, buyers=[maker(needs=both_items)], suppliers=plants))
    week = shortages(result)[0].worst
    assert explain(result, "Maker", week).item == "acid"
    spare = explain(result, "Maker", week, item="feed")
    assert not spare.short
    assert "not short of feed" in spare.headline


def test_names_are_told_as_they_are_written() -> None:
    hostile = "<script>alert(1)</script>"[:24].replace("/", "")
    plants = [plant(hostile, "AAA")]
    needs = [need(sources={hostile: 1})]
    result = lived(world(BAN, buyers=[maker(needs=needs)], suppliers=plants))
    found = explain(result, "Maker", shortages(result)[0].worst)
    assert found.causes[0].actor == hostile
    assert hostile in found.sentences()[2]


@pytest.mark.parametrize("asked", ["Betaland", "BBB"])
def test_of_a_country_the_actor_that_lost_most_is_explained(asked: str) -> None:
    scenario = world(BAN)
    named = [
        country.model_copy(update={"name": "Betaland"}) if country.code == "BBB" else country
        for country in scenario.countries
    ]
    lived_there = lived(scenario.model_copy(update={"countries": named}))
    of_maker = explain(lived_there, "Maker", "2019-08-26")
    assert of_maker.short
    found = explain(lived_there, asked, "2019-08-26")
    assert found.actor == "Maker"
    assert (found.headline, found.causes) == (of_maker.headline, of_maker.causes)
    assert found.notes[0].startswith("Buyers and plants in Betaland: ")
    assert "Hit hardest: Maker (" in found.notes[0]


def test_of_a_country_where_nobody_was_short_that_is_said(result: tradesim.Result) -> None:
    found = explain(result, "BBB", "2019-02-04")
    assert not found.short
    assert "none of them was short or behind its orders in the week of 4 Feb 2019" in found.notes[0]


def test_a_country_without_the_item_is_refused_like_an_actor(result: tradesim.Result) -> None:
    with pytest.raises(QuestionError, match="neither needs nor makes 'acit'"):
        explain(result, "BBB", "2019-08-26", "acit")


def test_what_a_country_lost_is_told_as_a_weeks() -> None:
    """A plant that stopped for a week had "100 % of output lost"."""
    assert _told((1.0, 0.0)) == "100 % of output lost that week"
    assert _told((0.0, 0.5)) == "50 % of orders unfilled that week"
