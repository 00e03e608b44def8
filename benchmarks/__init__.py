"""Speed and quality, each a table that anyone can print: `python -m benchmarks.kernel`."""
