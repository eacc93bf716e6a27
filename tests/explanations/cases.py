"""One shortage for every kind of cause, each with the chain that must be found."""

from collections.abc import Callable
from typing import NamedTuple

from tests.explanations.worlds import (
    BAN,
    BLOCKADE,
    BOOM,
    CURB,
    QUOTA,
    SURE,
    WORKS,
    lived,
    maker,
    need,
    plant,
    two_sources,
    world,
)
from tests.explanations.written import ALPHA, BETA, both, falls, sets, waits, written
from tradesim.explanations.records import Source
from tradesim.scenario import Scenario
from tradesim.world.log import Kind

# With a patience of ten weeks, 500 t that wait on Beta mean that 50 t more are ordered there each
# week than leave: all that Alpha lost.
MOVED = both(falls(), waits(500, link=BETA))

FEED = [need("feed", sources={"Mine": 1})]
DUTY = {"kind": "tariff", "name": "duty", "imposer": "BBB", "rate": 0.5, "effective": "2019-08-05"}
CHECKS = {
    "kind": "inspection", "name": "checks", "imposer": "BBB", "picked_share": 1, "delay_weeks": 8,
    "effective": "2018-12-31",
}  # fmt: skip
TOLD = CURB | {"effective": "2020-11-30"}
HOLD = {
    "kind": "informal_hold", "name": "hold", "imposer": "AAA", "partner": "BBB",
    "items": ["acid"], "effective": "2019-08-05", "held_share": 1,
}  # fmt: skip
CANDIDATE = [maker(needs=[need(candidates=["Beta"])])]


class Case(NamedTuple):
    """A shortage and its causes.

    Attributes:
        source: Makes the run.
        causes: Kinds from the top down, with the share of the largest cause of each kind.
        late: Kinds of what came too late.
        policy: The policy that must be named.
        week: The week asked about; the worst where none is given.
    """

    source: Callable[[], Source]
    causes: dict[str, float]
    late: tuple[str, ...] = ()
    policy: str = ""
    week: str = ""


def live(scenario: Callable[[], Scenario]) -> Callable[[], Source]:
    return lambda: lived(scenario())


def licensed(**terms: float) -> Callable[[], Source]:
    return live(lambda: world(CURB | {"terms": SURE | terms}))


def quick(**behaviour: float) -> dict[str, dict[str, float]]:
    return {"behaviour": {"patience_weeks": 10} | behaviour}


CASES: dict[str, Case] = {
    "a ban": Case(live(lambda: world(BAN)), {"supplier": 1, "ban": 1}, policy="ban"),
    "a long review": Case(
        licensed(review_weeks=30),
        {"supplier": 1, "licence_review": 1},
        ("licence_late",),
        policy="curb",
    ),
    # filed a week before the control binds: two weeks of the first review, three after the refusal
    "a refusal": Case(
        licensed(review_weeks=3, approval_odds=0),
        {"supplier": 1, "licence_review": 0.4, "licence_refused": 0.6},
        policy="curb",
    ),
    # decided when the control binds; five weeks of the twelve in which the lot is made
    "a lot made to order": Case(
        live(
            lambda: world(
                CURB | {"terms": SURE | {"review_weeks": 1}}, behaviour={"dispatch_weeks": 12}
            )
        ),
        {"supplier": 1, "licence_dispatch": 1},
        ("licence_late",),
        policy="curb",
    ),
    "a blockade": Case(
        live(lambda: world(BLOCKADE)), {"supplier": 1, "blockade": 1}, policy="strait"
    ),
    "a hold without a rule": Case(
        live(lambda: world(HOLD)), {"supplier": 1, "hold": 1}, policy="hold"
    ),
    "a quota": Case(live(lambda: world(QUOTA)), {"supplier": 1, "quota": 1}, policy="quota"),
    "a ban and a blockade": Case(
        live(lambda: world(BAN, BLOCKADE)), {"supplier": 1, "several": 1}, policy="ban; strait"
    ),
    "another buyer's boom": Case(
        live(
            lambda: world(
                BOOM | {"buyers": ["Other"]},
                suppliers=[plant("Alpha", "AAA", capacity=210)],
                buyers=[maker(), maker("Other")],
            )
        ),
        {"supplier": 1, "capacity": 1},
    ),
    "a feed under a ban": Case(
        live(
            lambda: world(
                BAN | {"items": ["feed"]},
                suppliers=[plant("Alpha", "BBB", recipe=FEED), plant("Mine", "AAA", item="feed")],
                behaviour={"alarm_stock_response": 0},
            )
        ),
        # Alpha misses 350 t of feed, and, out of finished stock, would make more: 37.5 t of feed
        {"supplier": 1, "inputs": 1, "ban": 350 / 387.5, "demand": 37.5 / 387.5},
        policy="ban",
    ),
    "an expansion that slips": Case(
        live(lambda: world(BAN, WORKS, buyers=CANDIDATE)),
        {"supplier": 1, "ban": 1},
        ("qualification_late", "expansion"),
        policy="ban",
    ),
    "a qualification that runs": Case(
        live(
            lambda: world(
                BAN,
                buyers=[maker(needs=[need(candidates=["Beta"], base_cover_weeks=1)])],
                suppliers=[plant("Alpha", "AAA"), plant("Beta", "BBB")],
                behaviour={"crash_programme": 0},
            )
        ),
        {"supplier": 1, "ban": 1},
        ("qualification_running",),
        policy="ban",
    ),
    "a qualification that fails": Case(
        live(
            lambda: world(
                BAN,
                items=[
                    {
                        "name": "acid",
                        "customs_group": "acids",
                        "unit": "t",
                        "qualification_weeks": 2,
                        "qualification_spread": 0,
                        "qualification_odds": 0,
                    }
                ],
                buyers=CANDIDATE,
                suppliers=[plant("Alpha", "AAA"), plant("Beta", "BBB")],
            )
        ),
        {"supplier": 1, "ban": 1},
        ("qualification_failed",),
        policy="ban",
    ),
    "goods a week away": Case(
        live(
            lambda: world(
                BAN | {"until": "2019-08-26"}, buyers=[maker(needs=[need(base_cover_weeks=2)])]
            )
        ),
        {"supplier": 1, "ban": 1},
        ("in_transit",),
        policy="ban",
        week="2019-09-02",  # the ban ends on 26 August, two weeks are needed
    ),
    # Below: records written by hand. Eight weeks (32 to 39) take 50 t each, the ninth is short.
    "licences that cover less than is ordered": Case(
        lambda: written(
            two_sources(CURB | {"effective": "2019-01-07", "announced": "2019-01-07"}),
            both(falls(), waits(90, 90)),
            (24, Kind.APPLICATION_FILED),
            (28, Kind.APPLICATION_PARTLY_GRANTED),
        ),
        {"supplier": 1, "licence_used_up": 1},
        policy="curb",
    ),
    "an exporter that does not apply": Case(
        lambda: written(two_sources(CURB), both(falls(), waits(90, 90))),
        {"supplier": 1, "licence_not_filed": 1},
        policy="curb",
    ),
    "a plant without capacity": Case(
        lambda: written(None, both(falls(), waits(90), sets("capacity", 0, ALPHA))),
        {"supplier": 1, "no_capacity": 1},
    ),
    "a plant that could make more": Case(
        lambda: written(None, both(falls(), waits(90))), {"supplier": 1, "stepping_up": 1}
    ),
    "a duty": Case(
        lambda: written(two_sources(DUTY | {"effective": "2018-12-31"}, **quick()), MOVED),
        {"supplier": 1, "tariff": 1},
        ("alternative_full",),
        policy="duty",
    ),
    "an inspection": Case(
        lambda: written(two_sources(CHECKS, **quick()), MOVED),
        {"supplier": 1, "inspection": 1},
        ("alternative_full",),
        policy="checks",
    ),
    "a source that became dearer": Case(
        lambda: written(two_sources(**quick()), both(MOVED, sets("price", 15, ALPHA))),
        {"supplier": 1, "price": 1},
        ("alternative_full",),
    ),
    "a source that lost trust": Case(
        lambda: written(two_sources(TOLD | {"announced": "2019-01-07"}, **quick()), MOVED),
        {"supplier": 1, "distrust": 1},
        ("alternative_full",),
        policy="curb",
    ),
    "orders that went elsewhere, nobody knows why": Case(
        lambda: written(two_sources(**quick()), both(MOVED, waits(500, 500, link=BETA))),
        {"supplier": 1, "ordered_elsewhere": 1},
        ("alternative_held",),
    ),
    "a buyer that ordered less of both": Case(
        lambda: written(None, falls(to=25, links=(ALPHA, BETA))),
        {"supplier": 250 / 475, "no_demand": 250 / 475},  # ten weeks of Beta, nine of Alpha
    ),
    "a hold by no rule": Case(
        lambda: written(None, both(falls(), waits(90, 90))), {"supplier": 1, "unknown": 1}
    ),
    "a boom": Case(
        live(lambda: world(BOOM, suppliers=[plant("Alpha", "AAA", capacity=100)])),
        {"demand": 1},
        ("alternative_full",),
        policy="boom",
    ),
    # eight weeks of 50 t lost, then one of 50 t that Alpha does not make
    "a stock that spoils": Case(
        lambda: written(None, both(sets("lost", 50), falls(week=36), waits(90))),
        {"loss": 8 / 9, "supplier": 1 / 9, "stepping_up": 1 / 9},
    ),
    "a stock that was eaten from the start": Case(
        lambda: written(None, lambda panels: panels["deliveries"].__setitem__(slice(None), 45.0)),
        {"before": 1},
    ),
}
