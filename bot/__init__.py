"""Forum Highlights: what a forum's speakers said, each sentence with its source."""

__version__ = "0.1.0"
