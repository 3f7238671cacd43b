"""How quick and how large the bot is, beside others, in one run: `python -m tests.benchmarks`.

Nothing here passes or fails: a test says whether the bot is right, this says what an answer costs.
"""
