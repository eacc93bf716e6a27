"""Dots come out of a PNG as they went in."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from tradesim.reporting.png import png


@pytest.mark.parametrize("size", [(1, 1), (3, 7), (40, 301)])
def test_dots_come_out_of_a_png_as_they_went_in(size: tuple[int, int]) -> None:
    dots = np.random.default_rng(1).integers(0, 256, (*size, 3), dtype=np.uint8)
    with Image.open(io.BytesIO(png(dots, 160.0))) as read:
        assert read.format == "PNG"
        assert read.mode == "RGB"
        assert read.info["dpi"] == pytest.approx((160.0, 160.0), abs=0.02)
        np.testing.assert_array_equal(np.asarray(read), dots)
