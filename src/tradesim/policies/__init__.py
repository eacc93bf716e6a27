"""Instruments of trade policy, one a file; the YAML word is the file name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Union, get_args

from pydantic import Field

from tradesim.policies.base import Policy
from tradesim.policies.blockade import Blockade
from tradesim.policies.demand_shock import DemandShock
from tradesim.policies.diplomatic_event import DiplomaticEvent
from tradesim.policies.end_user_control import EndUserControl
from tradesim.policies.entity_listing import EntityListing
from tradesim.policies.export_ban import ExportBan
from tradesim.policies.export_tax import ExportTax
from tradesim.policies.fast_track_permit import FastTrackPermit
from tradesim.policies.import_licence import ImportLicence
from tradesim.policies.individual_licence import IndividualLicence
from tradesim.policies.informal_hold import InformalHold
from tradesim.policies.inspection import Inspection
from tradesim.policies.minimum_export_price import MinimumExportPrice
from tradesim.policies.minimum_import_price import MinimumImportPrice
from tradesim.policies.others import of_other_packages
from tradesim.policies.quota import Quota
from tradesim.policies.relocation_request import RelocationRequest
from tradesim.policies.safeguard import Safeguard
from tradesim.policies.stockpile_mandate import StockpileMandate
from tradesim.policies.subsidy_programme import SubsidyProgramme
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.policies.supply_shock import SupplyShock
from tradesim.policies.tariff import Tariff
from tradesim.policies.tariff_quota import TariffQuota
from tradesim.policies.white_list import WhiteList
from tradesim.policies.wto_complaint import WTOComplaint

SHIPPED: tuple[type[Policy], ...] = (
    IndividualLicence,
    WhiteList,
    ExportBan,
    EndUserControl,
    EntityListing,
    ImportLicence,
    InformalHold,
    Quota,
    Tariff,
    TariffQuota,
    Safeguard,
    ExportTax,
    MinimumExportPrice,
    MinimumImportPrice,
    Inspection,
    SubstitutionInvestment,
    SubsidyProgramme,
    FastTrackPermit,
    StockpileMandate,
    RelocationRequest,
    WTOComplaint,
)
"""The instruments that come with tradesim."""

GROUP = "tradesim.instruments"
"""Entry points of instruments: each a class, under the word that a scenario writes for it."""

_OTHERS, FAILED = of_other_packages(GROUP, SHIPPED)

INSTRUMENTS: tuple[type[Policy], ...] = (*SHIPPED, *_OTHERS)
"""All instruments: the shipped ones, and those of other installed packages.

``FAILED`` says of the other words that packages register why their instrument is left out.
"""

if TYPE_CHECKING:
    AnyPolicy = Policy
else:
    AnyPolicy = Annotated[Union[INSTRUMENTS], Field(discriminator="kind")]  # noqa: UP007
"""What may stand in ``policies:``, told apart by ``kind``."""

AnyShock = Annotated[
    DemandShock | SupplyShock | DiplomaticEvent | Blockade, Field(discriminator="kind")
]
"""What may stand in ``shocks:``."""

SHOCKS: tuple[type[Policy], ...] = get_args(get_args(AnyShock)[0])
"""All shocks."""
