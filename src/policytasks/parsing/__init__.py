"""Document → Notice; knows the grammar of notices, not formats."""
