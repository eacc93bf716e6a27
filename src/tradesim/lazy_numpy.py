"""numpy, loaded when something of it is first asked for: ``from tradesim import lazy_numpy as np``.

For what is read before anything is simulated, such as instruments: a scenario is checked, and the
page's settings are tried, without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import *  # noqa: F403
else:

    def __getattr__(name: str) -> Any:
        """Return a name of numpy."""
        import numpy as np  # noqa: PLC0415 - what this file is for

        return getattr(np, name)
