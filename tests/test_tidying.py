"""What stays in memory is gone through once, and rubbish goes."""

import gc
from collections.abc import Callable, Iterator
from weakref import ref

import pytest

from bot.tidying import in_small_steps


class Ring:
    """What names itself: only the collector finds that nobody else does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def quiet() -> Iterator[Callable[[], None]]:
    with in_small_steps() as quiet:
        yield quiet
    gc.unfreeze()


def kept(count: int) -> list[list[int]]:
    things = [[number] for number in range(count)]
    gc.collect()
    return things


def test_what_stays_is_set_apart_but_not_while_somebody_is_served(quiet: Callable[[], None]) -> None:
    apart = gc.get_freeze_count()
    things = kept(5_000)
    assert gc.get_freeze_count() == apart
    quiet()
    assert gc.get_freeze_count() >= apart + len(things)
    assert len(gc.get_objects()) < len(things)


def test_of_little_nothing_is_set_apart(quiet: Callable[[], None]) -> None:
    apart = gc.get_freeze_count()
    things = kept(500)
    quiet()
    assert gc.get_freeze_count() == apart, len(things)


def test_where_it_is_never_quiet_much_is_set_apart_all_the_same(quiet: Callable[[], None]) -> None:
    apart = gc.get_freeze_count()
    things = kept(50_000)
    assert gc.get_freeze_count() >= apart + 20_000, (len(things), quiet)


def test_rubbish_is_not_set_apart(quiet: Callable[[], None]) -> None:
    rubbish = ref(Ring())
    things = kept(1_600)
    later = ref(Ring())
    quiet()
    assert (rubbish(), later()) == (None, None), len(things)


def test_afterwards_all_is_as_it_was() -> None:
    before = gc.get_threshold(), len(gc.callbacks)
    with in_small_steps():
        assert (gc.get_threshold(), len(gc.callbacks)) != before
    gc.unfreeze()
    assert (gc.get_threshold(), len(gc.callbacks)) == before
