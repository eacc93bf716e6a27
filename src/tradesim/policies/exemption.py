"""Countries that a control leaves alone, or treats otherwise than the rest."""

from pydantic import Field

from tradesim.fields import Block, CountryCode, Flag


class Exemption(Block):
    """What is different for one of the countries that a control is aimed at."""

    partner: CountryCode = Field(description="Country it is for, ISO 3166 alpha-3.")
    exempt: Flag = Field(False, description="The control leaves this country alone.")
