"""What is sound and may mislead is said."""

from tests.scenario.conftest import WORLD
from tradesim.scenario import Scenario, advice, load, validate
from tradesim.scenario.loading import Document
from tradesim.scenario.yaml_lines import parse

SECOND = """
  - name: Beta Boards
    country: BBB
    product: boards
    output: 500
    needs:
      - {item: film, baseline_use: 1, sources: {Alpha Films: 1}}
"""


def with_second_buyer(value: str = "") -> Scenario:
    text = WORLD.read_text(encoding="utf-8")
    place = text.index("\nroutes:")
    second = SECOND.replace("output: 500", f"output: 500\n{value}" if value else "output: 500")
    return validate(Document("mine", parse(text[:place] + second.rstrip("\n") + text[place:])))


def test_losses_that_cannot_be_weighted_are_said() -> None:
    (said,) = advice(with_second_buyer())
    assert said.startswith("Beta Boards has no 'output_value': the losses of 2 buyers in BBB are")


def test_a_value_for_each_or_one_buyer_alone_needs_no_word() -> None:
    assert advice(with_second_buyer("    output_value: 20")) == []
    assert advice(load(WORLD)) == []
