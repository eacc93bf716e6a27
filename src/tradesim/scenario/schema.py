"""The blocks of a scenario file: closed, frozen, each figure with unit, range and meaning."""

import math
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from tradesim.fields import Block, Count, CountryCode, Day, Figure, Flag, Name, Number, quantity
from tradesim.identity import Identified
from tradesim.limits import LARGEST_SEED, MOST_REPLICATES
from tradesim.policies import AnyPolicy, AnyShock
from tradesim.policies.base import Policy
from tradesim.policies.regime import Regime
from tradesim.scenario.behaviour import BehaviourParameters
from tradesim.scenario.classroom import Baseline, Bet, Goal, Lesson, Lever, PageSettings
from tradesim.scenario.diplomacy import DiplomacyParameters, Reaction
from tradesim.scenario.firms import Firms, Serving
from tradesim.scenario.hindcast import HindcastSettings
from tradesim.scenario.practice import PracticeParameters
from tradesim.scenario.regimes import bundled_regimes
from tradesim.scenario.route import Route
from tradesim.scenario.synonyms import with_names_of_today
from tradesim.scenario.translations import Language, with_translations
from tradesim.scenario.variant_schema import Variant


class Country(Identified):
    """A country with its government and its licensing office."""

    code: CountryCode = Field(
        description="ISO 3166 alpha-3 code; XAA to XZZ, or EUU, for a region of one's own."
    )
    name: str = Field(description="Name for figures.")
    members: list[CountryCode] | Literal["rest"] = Field(
        default=[],
        description="Of a region: its countries; 'rest' for all that the scenario does not name.",
    )
    decisions_per_week: Figure | None = quantity(
        None,
        "applications/week",
        "Applications its office can decide, 0.25 for one a month; unlimited where absent.",
        low=0.001,
    )
    mode: Literal["scripted", "adaptive"] = Field(
        "scripted", description="scripted: it follows dated policies; adaptive: it decides itself."
    )
    reaction: Reaction = Field(
        default_factory=Reaction, description="What is its own when it decides itself."
    )


class Item(Identified):
    """A good that suppliers make and buyers need."""

    name: Name = Field(description="Unique name.")
    label: str | None = Field(None, description="Name for figures.")
    customs_group: str = Field(description="Heading under which customs statistics publish it.")
    unit: str = Field(description="Physical unit: t, litre, m2, wafer.")
    maximum_cover_weeks: Figure = quantity(
        26, "week", "Most weeks of use that can be stored.", low=0.1, high=520
    )
    shelf_life_weeks: Figure | None = quantity(
        None, "week", "Age at which stock is lost; unlimited where absent.", low=0.5, high=520
    )
    shipment_interval_weeks: Figure = quantity(
        1,
        "week",
        "Mean time between shipments of one supplier to one buyer abroad; 1: every week.",
        low=1,
        high=26,
    )
    qualification_weeks: Figure = quantity(
        26, "week", "Median time to qualify a new source in ordinary times.", low=0, high=260
    )
    qualification_spread: Figure = quantity(
        0.3, "log", "Standard deviation of the logarithm of that time.", high=2
    )
    qualification_odds: Figure = quantity(
        0.9, "share", "Probability that a qualification succeeds.", high=1
    )
    monthly_scatter: Figure = quantity(
        0.25,
        "log",
        "Standard deviation of the logarithm by which single months of trade, as customs publish "
        "them, stray around the flow; of use in a forecast (run --doubt) alone.",
        high=2,
        plausible=(0.1, 0.5),
    )
    demand_elasticity: Figure = quantity(
        0,
        "1",
        "Own-price elasticity of use, without its sign: 0.2 is 2 % less at a price 10 % higher.",
        high=5,
    )
    attributes: dict[str, Number] = Field(
        default={}, description="Technical attributes that controls may refer to, e.g. node_nm."
    )


class Need(Block):
    """What a buyer needs of an item, and from whom it buys it at the start."""

    item: Name = Field(description="Name of the item.")
    baseline_use: Figure = quantity(
        None,
        "{unit}/week",
        "Use at usual output (in a recipe: at full capacity).",
        low=1e-9,
        required=True,
    )
    importance: Literal["critical", "important", "replaceable"] = Field(
        "critical",
        description="critical: no output without it; important: yield falls; replaceable: neither.",
    )
    yield_loss: Figure = quantity(
        0.2, "share", "Output lost when an important item is wholly absent.", high=1
    )
    base_cover_weeks: Figure = quantity(
        4, "week", "Weeks of use on hand in ordinary times.", low=0.1, high=104
    )
    safety_cover_weeks: Figure = quantity(
        1, "week", "Cover under which the buyer calls the stock unsafe.", low=0, high=104
    )
    grade: Figure = quantity(0, "nines", "Purity asked for, counted in nines.", high=20)
    sources: dict[str, Figure] = Field(
        min_length=1, description="Baseline sourcing shares by supplier; they sum to one."
    )
    candidates: list[Name] = Field(
        default=[], description="Suppliers known to the buyer but not qualified at the start."
    )


class SupplierEntry(Identified, Firms, Serving):
    """A plant that makes one item; a foreign owner's plant is the country's where it stands."""

    name: Name = Field(description="Unique name of the plant.")
    owner: str | None = Field(None, description="Firm that owns it; the plant's name if absent.")
    country: CountryCode = Field(description="Where it stands.")
    item: Name = Field(description="What it makes.")
    grade: Figure = quantity(0, "nines", "Purity it makes, counted in nines.", high=20)
    capacity: Figure = quantity(None, "{unit}/week", "Largest output.", low=0, required=True)
    price: Figure = quantity(
        None, "USD/{unit}", "Baseline price at the customer's border.", low=1e-9, required=True
    )
    variable_cost_share: Figure = quantity(
        0.7, "share", "Variable cost, share of the baseline price.", high=1
    )
    finished_stock_weeks: Figure = quantity(
        2, "week", "Weeks of expected shipments held as finished stock.", low=0, high=52
    )
    technology_origin: CountryCode | None = Field(
        None, description="Country whose technology it uses; its own country where absent."
    )
    compliance_programme: Flag = Field(
        False, description="Holds an internal compliance programme (ICP): keeps bulk licences."
    )
    learning_exponent: Figure = quantity(
        0.0,
        "exponent",
        "Exponent b of the learning curve of unit cost; 0.32 is a 20 % curve.",
        high=1,
        source="Wright (1936); Irwin & Klenow (1994)",
    )
    experience_weeks: Figure = quantity(
        52, "week", "Experience at the start, in weeks of output at capacity.", low=1, high=2600
    )
    recipe: list[Need] = Field(
        default=[],
        description="Inputs it buys, with their use at full capacity; a trader's is 1:1.",
    )


ROUNDING = 1e-9
"""By how much shares may miss the whole."""

Share = Annotated[Number, Field(ge=0, le=1)]
"""A part of a whole."""


class BuyerEntry(Identified):
    """A plant, or plants together, that buys items and makes a product of them."""

    name: Name = Field(description="Unique name.")
    country: CountryCode = Field(description="Where it stands.")
    product: str = Field(description="What it makes.")
    owners: dict[str, Share] = Field(
        default={}, description="Who owns it: shares by firm; what is not named is held by others."
    )
    output_unit: str = Field("unit", description="Unit of its output, e.g. 'thousand wafers'.")
    output: Figure = quantity(None, "{unit}/week", "Baseline output.", low=1e-9, required=True)
    output_value: Figure = quantity(
        0, "USD/{unit}", "Value of a unit of output, for the money value of a loss.", low=0
    )
    capacity_headroom: Figure = quantity(
        0.1, "share", "Capacity above usual output.", low=0, high=100
    )
    trend: Figure = quantity(
        0, "share/year", "Growth of demand.", low=-0.9, high=5, plausible=(-0.1, 0.1)
    )
    season: Figure = quantity(0, "share", "Amplitude of the yearly season.", high=0.9)
    season_peak_week: Figure = quantity(40, "week of year", "Peak of the season.", high=53)
    noise: Figure = quantity(0, "log", "Standard deviation of weekly demand.", high=1)
    needs: list[Need] = Field(min_length=1, description="What it needs.")

    @model_validator(mode="after")
    def _is_owned_once(self) -> Self:
        held = math.fsum(self.owners.values())
        if held > 1.0 + ROUNDING:
            raise ValueError(f"the shares of its 'owners' add up to {held:g}, more than the whole.")
        return self


class Scenario(Block):
    """A world and the policies in it: what one YAML file says."""

    name: Name = Field(description="Short name; results are kept under it.")
    title: str = Field(description="Title for figures and reports.")
    description: str = Field(description="What it is for and what to look at.")
    start: Day = Field(description="First day; the first week is the one that holds it.")
    end: Day = Field(description="Last day; the last week is the one that holds it.")
    seed: Count = Field(1, ge=0, le=LARGEST_SEED, description="Seed of all draws.")
    replicates: Count = Field(
        1, ge=1, le=MOST_REPLICATES, description="Replicates run where none are asked for."
    )
    default_lead_time_weeks: Figure = quantity(
        4, "week", "Lead time of a route that is not listed, rounded to whole weeks.", high=26
    )
    domestic_lead_time_weeks: Figure = quantity(
        1, "week", "Lead time within a country, rounded to whole weeks.", high=26
    )
    behaviour: BehaviourParameters = Field(
        default_factory=BehaviourParameters, description="One behaviour for all items."
    )
    diplomacy: DiplomacyParameters = Field(
        default_factory=DiplomacyParameters, description="One reaction rule for all governments."
    )
    practice: PracticeParameters = Field(
        default_factory=PracticeParameters, description="How controls are applied in practice."
    )
    countries: list[Country] = Field(min_length=1, description="Countries and governments.")
    items: list[Item] = Field(min_length=1, description="Goods.")
    suppliers: list[SupplierEntry] = Field(min_length=1, description="Plants that make items.")
    buyers: list[BuyerEntry] = Field(
        min_length=1, description="Plants that need items; `chipmakers` in older files."
    )
    routes: list[Route] = Field(default=[], description="Lead times between countries.")
    policies: list[AnyPolicy] = Field(default=[], description="What governments and firms choose.")
    regimes: list[Regime] = Field(
        default=[], description="Licensing regimes of its own; they go before shipped ones."
    )
    shocks: list[AnyShock] = Field(default=[], description="What befalls them.")
    markets: list[str] = Field(
        default=[],
        description="Countries whose buyers are reported on beside the partners of policies.",
    )
    hindcast: HindcastSettings = Field(
        default_factory=HindcastSettings, description="How its runs are held against the record."
    )
    variants: dict[str, Variant] = Field(default={}, description="Named sets of overrides.")
    agents: dict[str, str] = Field(
        default={}, description="Custom agent classes by actor, as 'module:Class'."
    )
    levers: list[Lever] = Field(default=[], description="What a visitor of the page may move.")
    baselines: dict[Name, Baseline] = Field(
        default={}, description="Named settings of the levers, to compare with."
    )
    goals: list[Goal] = Field(default=[], description="Tasks for the class.")
    bets: list[Bet] = Field(default=[], description="Questions asked before a run is shown.")
    lesson: Lesson = Field(default_factory=Lesson, description="Text for the class.")
    page: PageSettings = Field(
        default_factory=PageSettings, description="What the page shows of a run."
    )

    translations: dict[Language, dict[str, str]] = Field(
        default={}, description="Texts of this file by language and by the English text."
    )

    @model_validator(mode="before")
    @classmethod
    def _older_names(cls, given: Any) -> Any:
        return with_translations(with_names_of_today(given))

    @model_validator(mode="after")
    def _policies_meet_the_world(self) -> Self:
        countries = [country.code for country in self.countries]
        regimes = bundled_regimes() | {regime.name: regime for regime in self.regimes}
        for policy in self.happenings:
            policy.meet(countries, regimes)
        return self

    @property
    def happenings(self) -> list[Policy]:
        """Policies, then shocks, in the order of the file."""
        return [*self.policies, *self.shocks]

    @property
    def cautions(self) -> list[str]:
        """What a reader must know of them, each sentence once."""
        return list(dict.fromkeys(policy.caution for policy in self.happenings if policy.caution))
