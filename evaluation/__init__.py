"""Weights -> scores with intervals, and differences with tests."""
