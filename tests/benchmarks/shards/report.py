"""What was measured, as tables."""

from collections.abc import Sequence

from tests.benchmarks.report import table, versions
from tests.benchmarks.shards.measuring import Taken


def markdown(found: Sequence[Taken], bytes_each: int) -> str:
    """Every run, and what follows for a thousand servers."""
    machine = " · ".join(f"{name} {value}" for name, value in versions().items())
    told = f"A server is told in {bytes_each / 1024:.0f} KiB of JSON on average, over a wire with zstd."
    return "\n\n".join([machine, told, _runs(found), _each(found)]) + "\n"


def _runs(found: Sequence[Taken]) -> str:
    head = [
        "bot",
        "shards",
        "servers",
        "resident MB",
        "CPU s",
        "all answer after s",
        "loop held at most, ms CPU",
    ]
    return table(
        head,
        (
            [
                one.bot,
                str(one.shards),
                f"{one.servers:,}",
                f"{one.resident_mb:.0f}",
                f"{one.cpu:.2f}",
                f"{one.seconds:.1f}",
                f"{one.held_ms:.0f}",
            ]
            for one in found
        ),
    )


def _each(found: Sequence[Taken]) -> str:
    """Memory and processor time by thousands, over the same bot with as many shards and no servers."""
    empty = {(one.bot, one.shards): one for one in found if not one.servers}
    first = {one.bot: one for one in found if not one.servers and one.shards == 1}
    rows = []
    for one in found:
        bare, alone = empty.get((one.bot, one.shards)), first.get(one.bot)
        if not one.servers or bare is None or alone is None:
            continue
        thousands = one.servers / 1000
        more = (bare.resident_mb - alone.resident_mb) / (one.shards - 1) if one.shards > 1 else None
        rows.append(
            [
                one.bot,
                f"{one.shards} × {one.servers // one.shards:,}",
                f"{(one.resident_mb - bare.resident_mb) / thousands:.1f}",
                f"{(one.cpu - bare.cpu) / thousands:.2f}",
                "" if more is None else f"{more:.2f}",
            ]
        )
    head = [
        "bot",
        "shards × servers",
        "MB per 1,000 servers",
        "CPU s per 1,000 servers",
        "MB per further shard",
    ]
    return table(head, rows)
