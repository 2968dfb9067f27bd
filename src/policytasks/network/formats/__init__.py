"""Formats: one module for each form of a graph file, all of one shape."""
