"""A quote stands under its theme's heading, within one paragraph, and is no piece of somebody's quotation."""

import shutil
from pathlib import Path

import pytest

from bot.records.check import check
from bot.shipped import shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("data") / "beijing-tokyo-17", tmp_path / "forum"))


def changed(folder: Path, before: str, after: str) -> list[str]:
    path = folder / "quotes.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    return [str(problem) for problem in check(folder).problems]


def test_a_quote_under_another_heading(folder: Path) -> None:
    before = "speaker: xu-zhilong\n  theme: digital-cooperation"
    problem, cited = changed(folder, before, before.replace("digital-cooperation", "data-security"))
    assert (
        "the quote stands under the heading of `digital-cooperation`; write `digital-cooperation`" in problem
    )
    assert "cites `u01`, a quote of the theme `data-security`" in cited


def test_words_that_another_quote_holds(folder: Path) -> None:
    before = "there is great room for cooperation between China and Japan in the field of AI.\n"
    problems = changed(folder, before, "AI helps develop new materials such as new catalysts\n")
    assert any("quotes too; quote each stretch of source.txt once" in line for line in problems)


def test_a_phrase_from_another_paragraph(folder: Path) -> None:
    before = "attribution: Liu said that"
    (problem,) = changed(folder, before, "attribution: said Liu Song, vice president of Pingkai Xingchen")
    assert "quotes[14].attribution: does not stand in the paragraph of the quote; copy the phrase" in problem


def test_a_quote_over_two_paragraphs(folder: Path) -> None:
    text = "is an important issue.” In addition, human society is inseparable from computers."
    before = "AI helps develop new materials such as new catalysts\n  attribution"
    problems = changed(
        folder, before, before.replace("AI helps develop new materials such as new catalysts", text)
    )
    assert any("runs from one paragraph into another; quote each by itself" in line for line in problems)


@pytest.mark.parametrize(
    "piece",
    ["the reason is the vigorous development of Internet economy.", "fell by a record 7 percent in 2020"],
)
def test_a_piece_of_a_quotation_is_no_reported_speech(folder: Path, piece: str) -> None:
    before = "there is great room for cooperation between China and Japan in the field of AI.\n"
    problems = changed(folder, before, f"{piece}\n")
    assert any("stands within quotation marks in source.txt" in line for line in problems)
