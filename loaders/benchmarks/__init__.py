"""Published benchmarks as datasets: gsm8k, math, mmlu, humaneval, mbpp; from local files or the Hub, as published."""
