"""What servers and shards cost a process: `python -m tests.benchmarks.shards`."""
