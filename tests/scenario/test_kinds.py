"""Which of our kinds of files one is, by what it holds."""

import pytest

from tradesim.scenario.kinds import FileKind, kind_of, of_another_kind


@pytest.mark.parametrize(
    ("tree", "kind"),
    [
        ({"kind": "common_design"}, FileKind.DESIGN),
        ({"kind": "calibration", "scenario": "2019_curbs"}, FileKind.CALIBRATION),
        ({"scenario": "2019_curbs", "vary": {}}, FileKind.EXPERIMENT),
        ({"countries": [], "items": []}, FileKind.SCENARIO),
        ({"items": [{"name": "gallium", "hs": "811292"}]}, FileKind.ITEMS),
        ({"gallium": {"hs": "811292"}}, FileKind.ITEMS),
        ({"scenario": "a", "measures": [{"mean": 1.0, "p05": 0.0}]}, FileKind.SUMMARY),
        ({"scenario": "a", "vary": {}, "measures": [None, 5]}, FileKind.EXPERIMENT),
    ],
)
def test_a_file_is_known_by_its_fields(tree: object, kind: FileKind) -> None:
    assert kind_of(tree) is kind
    assert of_another_kind(tree, kind) == []


@pytest.mark.parametrize(
    "tree",
    [{}, {"items": []}, {"items": None}, {"items": [{"name": "gallium"}]}, {"name": "x"}, [], None],
)
def test_a_file_that_hardly_says_a_thing_is_taken_for_none(tree: object) -> None:
    assert kind_of(tree) is None
    assert of_another_kind(tree, FileKind.SCENARIO) == []
