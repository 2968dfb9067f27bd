"""Ledger 台账: the tracking of a notice as values; pure, no files."""
