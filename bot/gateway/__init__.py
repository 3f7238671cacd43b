"""The connections to Discord's gateway, one for each shard, and what is kept of what comes through them."""
