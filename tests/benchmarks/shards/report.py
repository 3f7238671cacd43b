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
                "" if one.held_ms is None else f"{one.held_ms:.1f}",
            ]
            for one in found
        ),
    )


def _each(found: Sequence[Taken]) -> str:
    """What a shard and a thousand servers come to, of all runs of a bot that was told servers."""
    rows = []
    for bot in dict.fromkeys(one.bot for one in found):
        runs = [one for one in found if one.bot == bot and one.servers]
        bare = next((one for one in found if one.bot == bot and not one.servers), None)
        if bare is None or not runs:
            continue
        memory = _parts(
            [(one.shards, one.servers / 1000, one.resident_mb - bare.resident_mb) for one in runs]
        )
        cpu = sum(one.cpu for one in runs) / sum(one.servers for one in runs) * 1000
        shard, thousand = ("", "") if memory is None else (f"{memory[0]:.1f}", f"{memory[1]:.1f}")
        rows.append([bot, f"{bare.resident_mb:.0f}", shard, thousand, f"{cpu:.2f}"])
    head = ["bot", "MB without servers", "MB per shard", "MB per 1,000 servers", "CPU s per 1,000 servers"]
    return table(head, rows)


def _parts(runs: Sequence[tuple[float, float, float]]) -> tuple[float, float] | None:
    """The two factors that make of shards and thousands the nearest to what was measured: least squares."""
    aa, bb = sum(a * a for a, _, _ in runs), sum(b * b for _, b, _ in runs)
    ab = sum(a * b for a, b, _ in runs)
    am, bm = sum(a * m for a, _, m in runs), sum(b * m for _, b, m in runs)
    whole = aa * bb - ab * ab
    return ((am * bb - bm * ab) / whole, (bm * aa - am * ab) / whole) if whole else None
