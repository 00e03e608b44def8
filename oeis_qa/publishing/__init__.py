"""Datasets built in parallel, through faults, into folders that anybody reads without this library."""
