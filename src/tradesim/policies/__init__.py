"""Instruments of trade policy, one a file; the YAML word is the file name."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tradesim.policies.demand_shock import DemandShock
from tradesim.policies.fast_track_permit import FastTrackPermit
from tradesim.policies.individual_licence import IndividualLicence
from tradesim.policies.stockpile_mandate import StockpileMandate
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.policies.white_list import WhiteList

AnyPolicy = Annotated[
    IndividualLicence | WhiteList | SubstitutionInvestment | FastTrackPermit | StockpileMandate,
    Field(discriminator="kind"),
]
"""What may stand in ``policies:``, told apart by ``kind``."""

AnyShock = DemandShock
"""What may stand in ``shocks:``."""
