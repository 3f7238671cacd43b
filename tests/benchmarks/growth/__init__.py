"""How the bot grows with its records, from a thousand quotes up: `python -m tests.benchmarks.growth`."""
