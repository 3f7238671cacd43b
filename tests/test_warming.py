"""Nothing is loaded while somebody waits for it."""

import subprocess
import sys
from pathlib import Path

_ASKED = """
import sys
from datetime import date
from pathlib import Path
from bot.archive import open_archive
from bot.archive.apart import compile_beforehand
from bot.archive.derived import Derivation
from bot.child import in_a_child
from bot.i18n import Catalogues
from bot.i18n.traditional import in_bulk, method
from bot.languages import Language
from bot.shipped import shipped
from bot.warming import warm

cache, derivation = Path(sys.argv[1]), Derivation(method(), in_bulk)
if "derived" in sys.argv:
    compile_beforehand(shipped("data"), cache, derivation)
    in_a_child(Catalogues.load(cache=cache).keep)
archive, catalogues = open_archive(shipped("data"), cache, None, derivation), Catalogues.load(cache=cache)
if "warm" in sys.argv:
    warm(archive, catalogues)
loaded = []
sys.addaudithook(lambda event, told: loaded.append(told[0]) if event in {"open", "import"} else None)
for text in ("tan", "岛", "岛田", "田中太郎", "タナカ", "たなか", "sensetime", "智能"):
    archive.suggest_speakers(text), archive.find_speakers(text), archive.find_themes(text)
for language in Language:
    words = catalogues.words(language, archive.derived)
    words.date("2020-05"), words.date("2020-05-17"), words.days(date(2020, 2, 28), date(2020, 3, 1))
for theme in archive.themes():
    words.traditional(theme.record.label[Language.ZH_HANS])
print(len(loaded), "opencc" in sys.modules, loaded)
"""


def loaded_later(folder: Path, *how: str) -> tuple[int, bool]:
    """How much, and whether that to Traditional Chinese was converted meanwhile, or before."""
    asked = (sys.executable, "-c", _ASKED, str(folder), *how)
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    count, converter, *_ = told.split()
    return int(count), converter == "True"


def test_after_the_warming_no_question_loads_anything(tmp_path: Path) -> None:
    assert loaded_later(tmp_path / "cold")[0] > 0
    assert loaded_later(tmp_path / "derived", "warm", "derived") == (0, False)


def test_where_nothing_can_be_derived_beforehand_the_converter_is_loaded_before_anybody_asks(
    tmp_path: Path,
) -> None:
    cache = tmp_path / "file"
    cache.write_bytes(b"")
    assert loaded_later(cache, "warm", "derived") == (0, True)
