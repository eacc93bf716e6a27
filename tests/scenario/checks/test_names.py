"""Names that exist, each given once."""

import pytest

from tests.scenario.conftest import Report
from tradesim.scenario import read
from tradesim.scenario.checks import names

SUPPLIERS = "(Alpha Chemicals, Beta Chemicals, Alpha Films, Beta Films)"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "partner: BBB",
            "partner: BBC",
            (
                "line 86, policies[0].partner: 'BBC' is not a country of this scenario (AAA, BBB). "
                "Did you mean 'BBB'?"
            ),
        ),
        (
            "{origin: AAA, destination: BBB",
            "{origin: XYZ, destination: BBB",
            "line 80, routes[0].origin: 'XYZ' is not a country of this scenario (AAA, BBB).",
        ),
        (
            "item: film\n    capacity: 1000",
            "item: flim\n    capacity: 1000",
            (
                "line 40, suppliers[2].item: 'flim' is not an item of this scenario (acid, film). "
                "Did you mean 'film'?"
            ),
        ),
        (
            "listed_items: [acid, film]",
            "listed_items: [acid, file]",
            (
                "line 101, policies[1].listed_items[1]: 'file' is not an item of this scenario "
                "(acid, film). Did you mean 'film'?"
            ),
        ),
        (
            "{Alpha Chemicals: 0.8, Beta Chemicals: 0.2}",
            "{Alpha Chem: 0.8, Beta Chemicals: 0.2}",
            (
                "line 61, buyers[0].needs[0].sources.Alpha Chem: 'Alpha Chem' is not a "
                "supplier "
                f"of this scenario {SUPPLIERS}. Did you mean 'Alpha Chemicals'?"
            ),
        ),
        (
            "supplier: Beta Films",
            "supplier: Beta Film",
            (
                "line 109, policies[2].supplier: 'Beta Film' is not a supplier of this scenario "
                f"{SUPPLIERS}. Did you mean 'Beta Films'?"
            ),
        ),
        (
            "buyers: [Beta Devices]",
            "buyers: [Beta Device]",
            (
                "line 121, policies[4].buyers[0]: 'Beta Device' is not a buyer of this scenario "
                "(Beta Devices, Alpha Devices). Did you mean 'Beta Devices'?"
            ),
        ),
        (
            "products: [chips]",
            "products: [chip]",
            (
                "line 129, shocks[0].products[0]: 'chip' is not a product of this scenario "
                "(chips, displays). Did you mean 'chips'?"
            ),
        ),
        (
            "response_to: acid curb",
            "response_to: acid crub",
            (
                "line 108, policies[2].response_to: 'acid crub' is not a policy of this scenario "
                "(acid curb, list removal, film plant, quick permits, reserve). "
                "Did you mean 'acid curb'?"
            ),
        ),
        (
            "without: [acid curb, list removal]",
            "without: [acid curve]",
            (
                "line 137, variants.no_curb.without[0]: 'acid curve' is not a policy or "
                "shock of this "
                "scenario (acid curb, list removal, film plant, quick permits, reserve, boom). "
                "Did you mean 'acid curb'?"
            ),
        ),
        (
            "seed: 1\n",
            "seed: 1\nagents: {Beta Device: my_module:Careful}\n",
            (
                "line 9, agents.Beta Device: 'Beta Device' is not an actor of this scenario "
                "(Beta Devices, Alpha Devices, Alpha Chemicals, Beta Chemicals, Alpha Films, "
                "Beta Films, AAA, BBB). Did you mean 'Beta Devices'?"
            ),
        ),
        (
            "seed: 1\n",
            "seed: 1\nagents: {Beta Devices: my_module.Careful}\n",
            (
                "line 9, agents.Beta Devices: 'my_module.Careful' does not name a class. "
                "Write 'module:Class'."
            ),
        ),
        (
            "name: reserve",
            "name: acid curb",
            (
                "line 120, policies[4].name: 'acid curb' is already the name of policies[0]. "
                "Names are unique."
            ),
        ),
        (
            "name: boom",
            "name: reserve",
            (
                "line 128, shocks[0].name: 'reserve' is already the name of policies[4]. "
                "Names are unique."
            ),
        ),
        (
            "name: Alpha Devices",
            "name: Alpha Films",
            (
                "line 67, buyers[1].name: 'Alpha Films' is already the name of suppliers[2]. "
                "Names are unique."
            ),
        ),
        (
            "candidates: [Beta Films]",
            "candidates: [Beta Films, Beta Films]",
            (
                "line 66, buyers[0].needs[1].candidates[1]: 'Beta Films' is listed twice. "
                "Remove one."
            ),
        ),
    ],
)
def test_a_name_that_is_wrong(report: Report, old: str, new: str, message: str) -> None:
    assert report((old, new)) == [message]


def test_a_section_with_an_unreadable_name_is_not_guessed_at(report: Report) -> None:
    found = report(("  - name: Beta Films\n", "  - nmae: Beta Films\n"))
    assert found == ["line 43, suppliers[3]: unknown field 'nmae'. Did you mean 'name'?"]


def test_a_long_list_of_names_is_counted(report: Report) -> None:
    more = "".join(f"  - {{code: CC{letter}, name: Land}}\n" for letter in "ABCDEFGHIJ")
    found = report(("countries:\n", "countries:\n" + more),
                   ("partner: BBB", "partner: ZZZ"))  # fmt: skip
    assert found == [
        (
            "line 96, policies[0].partner: 'ZZZ' is not a country of this scenario "
            "(CCA, CCB, CCC, CCD, CCE, CCF, CCG, CCH and 4 more)."
        )
    ]


def test_a_trader_may_be_told_to_hold_stock(report: Report) -> None:
    recipe = "    recipe: [{item: film, baseline_use: 1, sources: {Alpha Films: 1}}]\n"
    found = report(
        ("    price: 2100\n", "    price: 2100\n" + recipe),
        ("buyers: [Beta Devices]", "buyers: [Beta Chemicals, Alpha Films]"),
        ("items: [acid]\n    cover_weeks", "items: [film]\n    cover_weeks"),
    )
    assert found == [
        (
            "line 122, policies[4].buyers[1]: 'Alpha Films' is not a buyer of this scenario "
            "(Beta Devices, Alpha Devices, Beta Chemicals). Did you mean 'Alpha Devices'?"
        )
    ]


def test_a_text_and_its_translation_name_nothing() -> None:
    tree = read("2019_curbs").data
    assert names.check({**tree, "translations": {"ko": {"item": "품목", "country": "나라"}}}) == []
