"""What boycotts cost the sellers that are shunned."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tradesim.measures.markets import market
from tradesim.measures.measure import USD, Measure, Role
from tradesim.measures.measured import Measured, measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import between, first_week, mean, total, year_before
from tradesim_boycott.boycott import Boycott


def sales_shunned(recording: Recording) -> Iterator[Measured]:
    """Yield the sales that the shunned country lost, for each boycott in these runs or beside."""
    weeks = recording.weeks
    for boycott in recording.policies:
        if not isinstance(boycott, Boycott):
            continue
        lost = np.zeros(len(recording.replicates))
        called = first_week(recording.layout, [boycott.effective])
        since = between(called, np.array([weeks]), weeks)
        for item in recording.layout.items:
            if boycott.items is None or item.name in boycott.items:
                place = market(recording, item, boycott.country)
                sales = place.value(place.rows_from(boycott.shunned.__eq__))
                usual = mean(sales, year_before(called, weeks))
                lost += since.sum(axis=0) * usual - total(sales, since)
        yield measured(
            "sales_shunned",
            lost,
            origin=boycott.shunned,
            destination=boycott.country,
            actor=boycott.name,
        )


MEANING = (
    "Sales of a shunned country since the call of a boycott, below their mean of the 52 weeks "
    "before; negative is a gain."
)

WORDS = {
    "ko": {
        "Sales lost to a boycott": "불매 운동으로 잃은 판매액",
        MEANING: "불매를 호소한 뒤 대상국의 판매액이 그전 52주 평균에 미치지 못한 금액. "
        "음수이면 늘어난 것이다.",
    },
    "ja": {
        "Sales lost to a boycott": "不買運動で失われた売上",
        MEANING: "不買の呼びかけの後、対象国の売上がそれまでの52週間の平均を下回った額。"
        "負の値は増加を表す。",
    },
}
"""What the page says of it in other languages; the unit it has words for itself."""

MEASURES = (
    Measure(
        "sales_shunned",
        MEANING,
        USD,
        "tradesim-boycott",
        function=sales_shunned,
        label="Sales lost to a boycott",
        sentence="sales of {origin} in {destination} lost to the boycott",
        role=Role.GAIN,
        rank=95,
        account="Exporters in {origin}, to '{actor}'",
        section="Boycotts",
        translations=WORDS,
    ),
)
"""The measures of this package."""
