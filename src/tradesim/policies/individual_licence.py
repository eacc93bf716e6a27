"""Individual export licences: each shipment of a listed item needs its own permission."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.fields import DateFigure
from tradesim.policies.reviewed_control import ReviewedControl


class IndividualLicence(ReviewedControl):
    """Item-specific controls: general and bulk licences cease, every lot is reviewed.

    Exporters with a compliance programme are not exempt: the control names the items.
    """

    instrument: ClassVar[str] = "individual export licences"

    kind: Literal["individual_licence"]
    items: list[str] = Field(min_length=1, description="Names of the controlled items.")
    lifted: DateFigure | None = Field(None, description="Date the control ends.")
