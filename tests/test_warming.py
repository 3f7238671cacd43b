"""Nothing is loaded while somebody waits for it."""

import subprocess
import sys
from pathlib import Path

_ASKED = """
import sys
from datetime import date
from pathlib import Path
from bot.archive import open_archive
from bot.i18n import Catalogues
from bot.languages import Language
from bot.shipped import shipped
from bot.warming import warm

archive, catalogues = open_archive(shipped("data"), Path(sys.argv[1])), Catalogues.load()
if "warm" in sys.argv:
    warm(archive, catalogues)
loaded = []
sys.addaudithook(lambda event, told: loaded.append(told[0]) if event in {"open", "import"} else None)
for text in ("tan", "岛", "岛田", "田中太郎", "タナカ", "たなか", "sensetime", "智能"):
    archive.suggest_speakers(text), archive.find_speakers(text), archive.find_themes(text)
for language in {*Language} - {Language.ZH_HANT}:
    words = catalogues.words(language)
    words.date("2020-05"), words.date("2020-05-17"), words.days(date(2020, 2, 28), date(2020, 3, 1))
print(len(loaded), loaded)
"""


def loaded_later(folder: Path, *how: str) -> int:
    asked = (sys.executable, "-c", _ASKED, str(folder), *how)
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return int(told.split()[0])


def test_after_the_warming_no_question_loads_anything(tmp_path: Path) -> None:
    assert loaded_later(tmp_path) > 0
    assert loaded_later(tmp_path, "warm") == 0
