"""Parsing 解析: Document → Notice; knows the grammar of notices, not the formats of files."""
