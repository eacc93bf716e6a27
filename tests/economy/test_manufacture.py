"""What plants and buyers make of what they have."""

from tests.living import lived
from tests.measures.synthetic import scenario
from tradesim.world.log import Kind

LOST = {
    "kind": "supply_shock",
    "name": "quake",
    "suppliers": ["Mine", "Quarry"],
    "date": "2019-07-01",
    "lost_share": 1,
}


def test_a_processor_that_runs_out_is_logged_with_what_it_lacks() -> None:
    run = lived(scenario(shocks=[LOST]))
    lacking = run.layout.need_rows
    [feed] = [row for row, place in enumerate(lacking) if place.need.item == "feed"]
    short = run.events[run.events[:, 1] == Kind.STOCK_OUT]
    assert short[0, 2] == feed
    assert lacking[feed].need.item != lacking[0].need.item
