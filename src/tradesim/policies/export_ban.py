"""Export bans: nothing of the named items leaves for the partner, and nobody may apply."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.fields import DateFigure
from tradesim.policies.effects import BAN
from tradesim.policies.exemption import Exemption
from tradesim.policies.export_control import ExportControl


class ExportBan(ExportControl):
    """A ban of one country's exports of some items to a partner.

    What left before it binds arrives. Licences of milder controls lapse while it holds; a ban
    from which exceptions are granted is an ``end_user_control``.
    """

    level: ClassVar[int] = BAN
    instrument: ClassVar[str] = "export ban"
    end_field: ClassVar[str] = "until"

    kind: Literal["export_ban"]
    items: list[str] = Field(min_length=1, description="Names of the banned items.")
    exceptions: list[Exemption] = Field(default=[], description="Destinations that are exempt.")
    until: DateFigure | None = Field(None, description="First day without it; stays where absent.")
