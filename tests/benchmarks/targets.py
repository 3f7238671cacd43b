"""What is aimed at, in one place. Missing it fails nothing: it is a reason to look."""

from typing import Final

from tests.benchmarks.asking import Question

CPU_RATIO: Final = {
    Question.QUOTE: 0.9,
    Question.SPEAKER: 0.9,
    Question.AUTOCOMPLETE: 1.2,
    Question.BUTTON: 1.0,
}
"""Our processor time per reply over that of bare discord.py with constant content."""
ADDED_P99_MS: Final = 2.0
"""At half load, over bare discord.py at the same pace."""
ADDED_START_SECONDS: Final = 1.0
COMMAND_SECONDS: Final = {"--help": 0.3, "check": 0.6}
ADDED_MEMORY_MB: Final = 40.0
GROWTH_MB: Final = 5.0
HOLD_MS: Final = 5.0
