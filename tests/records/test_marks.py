"""Quotation marks of several languages: a pair, no pair, more than one pair."""

import pytest

from bot.records.marks import closed_before_end, enclosed, opened, surrounded


@pytest.mark.parametrize(
    "text",
    [
        "“We hope.”",
        "„Wir hoffen.“",
        "»Wir hoffen.«",
        "«Nous espérons.»",
        "”Vi hoppas.”",
        "「望む。」",
        "『望む。』",
        "｢望む。｣",
        "‘I don’t know.’",
        '"We hope."',
        "'We hope.'",
        "“He said “hope” to us.”",
        "“One paragraph. “Another paragraph.”",
    ],
)
def test_a_pair(text: str) -> None:
    assert enclosed(text)
    assert not opened(text)
    assert surrounded(text[0], text[-1])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“",
        "We hope.",
        "“We hope",
        "We hope.”",
        "「望む。”",
        "“望む」",
        "’90s hope",
        "“A,” he said, “B.”",
        "「A」「B」",
    ],
)
def test_no_pair(text: str) -> None:
    assert not enclosed(text)


def test_a_quotation_cut_short() -> None:
    assert opened("“We hope")
    assert not opened("“We” hope")
    assert not opened("’90s hope")
    assert not opened("")


def test_more_than_one_quotation() -> None:
    assert closed_before_end("“A,” he said, “B.”")
    assert closed_before_end("「望む。」と述べた。")
    assert not closed_before_end('"A," he said, "B."')
    assert not closed_before_end("“A “B” C.”")
