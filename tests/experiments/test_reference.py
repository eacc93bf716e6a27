"""The reference page of experiments says what the schema classes say."""

from tests.source_tree import REPOSITORY
from tradesim.experiments.reference import reference_markdown
from tradesim.experiments.schema import Experiment, Morris, VariedParameter

WRITE = (
    'python -c "from tradesim.experiments.reference import reference_markdown as r; '
    "open('docs/experiment-reference.md', 'w', encoding='utf-8').write(r())\""
)


def test_the_reference_page_is_up_to_date() -> None:
    page = (REPOSITORY / "docs" / "experiment-reference.md").read_text(encoding="utf-8")
    assert page == reference_markdown(), f"write it again:\n{WRITE}"


def test_every_field_stands_on_the_reference_page() -> None:
    page = reference_markdown()
    for block in (Experiment, VariedParameter, Morris):
        for name in set(block.model_fields) - {"kind"}:
            assert f"| `{name}` |" in page, name
