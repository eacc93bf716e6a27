"""A PNG holds the dots it was made of, and says how many make an inch."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from tradesim.reporting.png import png


@pytest.mark.parametrize("shape", [(1, 1), (3, 7), (40, 5)])
def test_a_picture_is_read_as_it_was_written(shape: tuple[int, int]) -> None:
    dots = np.random.default_rng(1).integers(0, 256, (*shape, 4), dtype=np.uint8)
    read = Image.open(io.BytesIO(png(dots, 160.0)))
    assert read.mode == "RGB"
    assert np.array_equal(np.asarray(read), dots[..., :3])
    assert read.info["dpi"] == pytest.approx((160.0, 160.0), abs=0.01)


def test_the_same_dots_are_the_same_bytes() -> None:
    dots = np.zeros((9, 9, 3), np.uint8)
    assert png(dots, 160.0) == png(dots.copy(), 160.0)
