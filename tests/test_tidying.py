"""What stays in memory is gone through once, and rubbish goes."""

import gc
from collections.abc import Callable, Iterator
from weakref import ref

import pytest

from bot.tidying import Tidying, in_small_steps


class Ring:
    """What names itself: only the collector finds that nobody else does."""

    def __init__(self) -> None:
        self.itself = self


class Door:
    """Whether somebody is served, as the test says."""

    busy = False


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def tidying(door: Door) -> Iterator[Tidying]:
    with in_small_steps(busy=lambda: door.busy) as tidying:
        yield tidying
    gc.unfreeze()


@pytest.fixture
def quiet(tidying: Tidying) -> Callable[[], None]:
    return tidying.quiet


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


@pytest.mark.parametrize("busy", [False, True])
def test_what_was_loaded_is_set_apart_without_rubbish_as_soon_as_nobody_is_served(
    tidying: Tidying, door: Door, *, busy: bool
) -> None:
    apart = gc.get_freeze_count()
    with tidying.loading():
        things = [[number] for number in range(3_000)]
        rubbish = ref(Ring())
        door.busy = busy
        assert not gc.isenabled()
    assert gc.isenabled()
    assert (gc.get_freeze_count() <= apart) is busy
    tidying.quiet()
    assert gc.get_freeze_count() >= apart + len(things)
    assert rubbish() is None


def test_who_had_the_collector_off_finds_it_off_after_loading(tidying: Tidying) -> None:
    gc.disable()
    try:
        with tidying.loading():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_afterwards_all_is_as_it_was() -> None:
    before = gc.get_threshold(), len(gc.callbacks)
    with in_small_steps(busy=lambda: False):
        assert (gc.get_threshold(), len(gc.callbacks)) != before
    gc.unfreeze()
    assert (gc.get_threshold(), len(gc.callbacks)) == before
