"""The cache of a program that has run before."""

from pathlib import Path

from bot.archive.apart import prepare
from bot.archive.derived import Derivation
from bot.i18n import Catalogues
from bot.i18n.traditional import in_bulk, method
from bot.shipped import shipped


def compile_shipped(cache: Path) -> Path:
    """Put into `cache` all that a first start on the shipped records leaves there."""
    prepare(shipped("data"), cache, Derivation(method(), in_bulk))
    Catalogues.load(cache=cache).keep()
    return cache
