"""What the schema refuses: each message names the place, what was found and what to do."""

import pytest

from tests.scenario.conftest import Report
from tradesim.policies import AnyPolicy, AnyShock
from tradesim.scenario.anatomy import kinds
from tradesim.scenario.wording import SCHEMA, did_you_mean, listing

CAPACITY = "    capacity: 1000\n"
POLICIES, SHOCKS = (listing(list(kinds(known)), SCHEMA) for known in (AnyPolicy, AnyShock))
PLACE = "line 41, suppliers[2].capacity: "


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("nan", "'nan' is not a number."),
        (".nan", "nan is not a finite number."),
        (".inf", "inf is not a finite number."),
        ("1e999", "inf is not a finite number."),
        ("9" * 400, "inf is not a finite number."),
        ("36,824", "'36,824' is not a number. Write 36824."),
        ("1000 m2/week", "'1000 m2/week' is not a number. Write {value: 1000, unit: m2/week}."),
        ("20 %", "'20 %' is not a number. Write 0.2."),
        ("true", "true is not a number."),
        ("2019-07-04", "2019-07-04 is not a number."),
        ("[1]", "a list is not a number."),
        ("", "the number is missing."),
        ("-3", "-3 is less than 0. It is meant in m2/week."),
        ("{value: -3}", "-3 is less than 0. It is meant in m2/week."),
        (
            "{value: 1000, unit: m2/year}",
            ("1000 is in 'm2/year', but 'm2/week' is meant. Write {value: 19.16, unit: m2/week}."),
        ),
        (
            "{value: 1000, unit: m2}",
            "1000 is in 'm2', but 'm2/week' is meant. Convert it, or correct the unit.",
        ),
        ("{valu: 1}", "unknown field 'valu'. Did you mean 'value'?"),
        ("{unit: m2/week}", "the field 'value' is missing. The number."),
    ],
)
def test_a_figure_that_is_no_figure(report: Report, written: str, message: str) -> None:
    assert report((CAPACITY, f"    capacity: {written}\n")) == [PLACE + message]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "effective: {value: 2019-07-04, source: gazette}",
            "effectve: 2019-07-04",
            "line 89, policies[0]: unknown field 'effectve'. Did you mean 'effective'?",
        ),
        (
            "seed: 1\n",
            "seed: 1\npolcies: []\n",
            "line 9: unknown field 'polcies'. Did you mean 'policies'?",
        ),
        (
            "name: Alphaland}",
            "name: Alphaland, wealth: 5}",
            (
                "line 11, countries[0]: unknown field 'wealth'. "
                "Known here: code, name, members, decisions_per_week, mode, reaction, id."
            ),
        ),
        (
            "review_weeks: 13",
            "review_weeks: 90",
            (
                "line 91, policies[0].terms.review_weeks: 90 is more than 52. "
                "Weeks, not days: write 13 for 90 days."
            ),
        ),
        (
            "base_cover_weeks: 4",
            "base_cover_weeks: {value: 30, unit: m2}",
            (
                "line 59, buyers[0].needs[0].base_cover_weeks: "
                "30 is in 'm2', but 'week' is meant. Convert it, or correct the unit."
            ),
        ),
        (
            "factor: 1.2",
            "factor: 120 %",
            "line 132, shocks[0].factor: '120 %' is not a number. Write 1.2.",
        ),
        (
            "announced: 2019-07-01",
            "announced: soon",
            "line 88, policies[0].announced: 'soon' is not a date. Write it as 2019-07-04.",
        ),
        (
            "announced: 2019-07-01",
            "announced: 1.7.2019",
            "line 88, policies[0].announced: '1.7.2019' is not a date. Write it as 2019-07-04.",
        ),
        (
            "end: 2021-12-26",
            "end: 20211226",
            "line 7, end: 20211226 is not a date. Write it as 2019-07-04.",
        ),
        (
            "end: 2021-12-26",
            "end: 2021-13-26",
            "line 7, end: '2021-13-26' is not a date. Write it as 2019-07-04.",
        ),
        (
            "kind: white_list",
            "kind: white_lists",
            (
                "line 97, policies[1].kind: 'white_lists' is none of the kinds known here "
                f"({POLICIES}). Did you mean 'white_list'?"
            ),
        ),
        (
            "kind: white_list\n    name: list removal",
            "name: list removal",
            f"line 97, policies[1]: the field 'kind' is missing: one of {POLICIES}.",
        ),
        (
            "kind: demand_shock",
            "kind: demand_shok",
            (
                "line 127, shocks[0].kind: 'demand_shok' is none of the kinds known here "
                f"({SHOCKS}). Did you mean 'demand_shock'?"
            ),
        ),
        (
            "importance: important",
            "importance: importnt",
            (
                "line 64, buyers[0].needs[1].importance: 'importnt' is none of critical, "
                "important, replaceable. Did you mean 'important'?"
            ),
        ),
        (CAPACITY, "", "line 38, suppliers[2]: the field 'capacity' is missing. Largest output."),
        (
            "        sources: {Alpha Chemicals: 0.8, Beta Chemicals: 0.2}\n",
            "",
            (
                "line 57, buyers[0].needs[0]: the field 'sources' is missing. "
                "Baseline sourcing shares by supplier; they sum to one."
            ),
        ),
        (
            "{Alpha Chemicals: 0.8, Beta Chemicals: 0.2}",
            "{}",
            (
                "line 61, buyers[0].needs[0].sources: nothing is listed; "
                "at least one entry is needed."
            ),
        ),
        (
            "candidates: [Beta Films]",
            "candidates: Beta Films",
            (
                "line 66, buyers[0].needs[1].candidates: a list is expected, not 'Beta Films'. "
                "Begin each entry with '- '."
            ),
        ),
        (
            "  - {code: AAA, name: Alphaland}",
            "  - AAA",
            "line 11, countries[0]: a block of fields ('name: value') is expected, not 'AAA'.",
        ),
        (
            "policies:\n",
            "policies:\n  - a curb\n",
            "line 83, policies[0]: a block of fields ('name: value') is expected, not 'a curb'.",
        ),
        (
            "code: BBB",
            "code: NO",
            "line 12, countries[1].code: 'NO' is not an ISO 3166 alpha-3 code: three capitals.",
        ),
        (
            "customs_group: films",
            "customs_group: 370790",
            'line 21, items[1].customs_group: 370790 is not a text. Put it in quotes: "370790".',
        ),
        (
            "title: Two countries, two goods, one curb",
            "title:",
            "line 2, title: a text is missing.",
        ),
        (
            "name: boom",
            "name: b.oom",
            "line 128, shocks[0].name: 'b.oom' cannot be a name here: leave out . [ ] = / and \\.",
        ),
        ("name: boom", 'name: ""', "line 128, shocks[0].name: the text is empty."),
        ("seed: 1", "seed: 1.0", "line 8, seed: 1.0 is not written as a whole number: write 1."),
        ("seed: 1", "seed: some", "line 8, seed: 'some' is not a whole number."),
        ("seed: 1", "seed: -1", "line 8, seed: -1 is less than 0."),
        (
            "compliance_programme: true",
            "compliance_programme: maybe",
            "line 31, suppliers[0].compliance_programme: 'maybe' is neither true nor false.",
        ),
        (
            "    unit: m2\n",
            "    unit: m2\n    attributes: {node_nm: seven}\n",
            "line 23, items[1].attributes.node_nm: 'seven' is not a number.",
        ),
        (
            "    products: [chips]\n",
            "",
            "line 127, shocks[0]: it meets nobody: name 'buyers' or 'products'.",
        ),
        (
            "seed: 1\n",
            "seed: 1\nseed: 2\n",
            "line 9: 'seed' stands here again; line 8 has it already. Remove one.",
        ),
    ],
)
def test_a_field_that_does_not_fit(report: Report, old: str, new: str, message: str) -> None:
    assert report((old, new)) == [message]


def test_all_problems_of_a_file_come_together_in_the_order_of_its_lines(report: Report) -> None:
    found = report(
        ("factor: 1.2", "factor: 120"),
        ("review_weeks: 13", "review_weeks: 90"),
        ("effective: {value: 2019-07-04, source: gazette}", "effectve: 2019-07-04"),
        ("seed: 1\n", "seed: 1\nseed: 2\n"),
        ("partner: BBB", "partner: BBC"),
    )
    assert found == [
        "line 9: 'seed' stands here again; line 8 has it already. Remove one.",
        (
            "line 87, policies[0].partner: 'BBC' is not a country of this scenario (AAA, BBB). "
            "Did you mean 'BBB'?"
        ),
        "line 90, policies[0]: unknown field 'effectve'. Did you mean 'effective'?",
        (
            "line 92, policies[0].terms.review_weeks: 90 is more than 52. "
            "Weeks, not days: write 13 for 90 days."
        ),
        "line 133, shocks[0].factor: 120 is more than 100. It is meant in factor.",
    ]


def test_a_word_that_several_names_share_names_them_all() -> None:
    kinds = ["import_licence", "individual_licence", "export_ban", "quota"]
    assert did_you_mean("licence", kinds) == (
        " Did you mean 'import_licence' or 'individual_licence'?"
    )
    assert did_you_mean("ban", kinds) == " Did you mean 'export_ban'?"
    assert did_you_mean("individual_license", kinds) == " Did you mean 'individual_licence'?"
