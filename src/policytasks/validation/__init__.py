"""Findings: what is doubtful, missing or contradictory in a notice."""
