"""What readers see of names: never an underscore, small letters where a sentence wants them."""

import pytest

from tradesim.scenario.naming import coming_from, in_prose, label_of, units
from tradesim.scenario.schema import Item


def item(name: str, label: str | None = None, group: str = "goods") -> Item:
    return Item(name=name, label=label, customs_group=group, unit="t")


def test_a_label_goes_before_a_name() -> None:
    assert label_of(item("hf_liquid", "Liquid hydrogen fluoride")) == "Liquid hydrogen fluoride"
    assert label_of(item("hf_liquid")) == "Hf liquid"


@pytest.mark.parametrize(
    ("name", "label", "group", "told"),
    [
        ("hf_liquid", "Liquid hydrogen fluoride", "hydrogen_fluoride", "liquid hydrogen fluoride"),
        ("resist_duv", "Photoresist, DUV", "photoresist", "photoresist, DUV"),
        ("gas", "Korean gas", "gases", "Korean gas"),
        ("ai_systems", "AI systems", "ai_systems", "AI systems"),
        ("DRAM", None, "memory", "DRAM"),
        ("hf_liquid", None, "hydrogen_fluoride", "hf liquid"),
        ("<script>", None, "goods", "<script>"),
        ("boards", "Circuit boards", "boards", "circuit boards"),
        ("flake", "Leading-edge flakes", "goods", "leading-edge flakes"),
        ("chips", "Taiwanese chips", "chips", "Taiwanese chips"),
        ("boats", "Dutch boats", "boats", "Dutch boats"),
        ("film", "HF-free film", "film", "HF-free film"),
        ("cells", "Li-ion cells", "cells", "Li-ion cells"),
        ("tubes", "X-ray tubes", "tubes", "X-ray tubes"),
        ("Kevlar_yarn", "Kevlar yarn", "yarn", "Kevlar yarn"),
    ],
)
def test_a_sentence_begins_no_common_noun_large(
    name: str, label: str | None, group: str, told: str
) -> None:
    assert in_prose(item(name, label, group)) == told


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("wafer", "wafers"),
        ("litre", "litres"),
        ("t", "t"),
        ("m2", "m2"),
        ("kWh", "kWh"),
        ("wafers", "wafers"),
        ("box", "box"),
        ("thousand wafers", "thousand wafers"),
        ("", ""),
    ],
)
def test_only_words_get_an_s(one: str, many: str) -> None:
    assert units(one) == many


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Speciality gas from Korea", "speciality gas from Korea"),
        ("Speciality gas", "speciality gas from Korea"),
        ("Gas from North Korea", "gas from North Korea from Korea"),
    ],
)
def test_where_goods_come_from_is_said_once(label: str, said: str) -> None:
    assert coming_from(item("gas", label), "Korea") == said
