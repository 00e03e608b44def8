"""Checkers of answers side by side on the battery and on GSM8K's golds, in one run: who errs how often.

Ours, math-verify at its defaults, lm-eval's two GSM8K filters (taken from the installed task file, with its exact
match), and the five lines that everybody writes: the last number.

In:  python -m benchmarks.scoreboard
Out: one row for each kind and checker: right phrasings refused, wrong ones accepted
"""

import importlib.util
import logging
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml

from benchmarks import shared
from benchmarks.battery import VALUES, Case, cases
from oeis_qa.answers import verify

Checker = Callable[[str, str, str], bool]  # completion, gold, kind


def main() -> None:
    """Print both tables."""
    print("| kind | phrasings | " + " | ".join(f"{name}: refused, accepted" for name in CHECKERS) + " |")
    print("|---|---|" + "---|" * len(CHECKERS))
    for kind in VALUES:
        own = list(cases(kind))
        cells = [" / ".join(f"{share:.1%}" for share in errors(check, own)) for check in CHECKERS.values()]
        print(f"| {kind} | {len(own):,} | " + " | ".join(cells) + " |", flush=True)
    print("\n| GSM8K test golds | right of 1,319 | checks/s, one core |\n|---|---|---|")
    for name, check in CHECKERS.items():
        print("| {} | {:,} | {:,.0f} |".format(name, *on_gsm8k(check)), flush=True)


def errors(check: Checker, own: Iterable[Case]) -> tuple[float, float]:
    """Shares of right phrasings refused, and of wrong ones accepted."""
    verdicts = [(case.right, check(case.text, case.gold, case.kind)) for case in own]
    right = [accepted for is_right, accepted in verdicts if is_right]
    wrong = [accepted for is_right, accepted in verdicts if not is_right]
    return 1 - sum(right) / len(right), sum(wrong) / len(wrong)


def on_gsm8k(check: Checker) -> tuple[int, float]:
    """GSM8K test solutions judged right, and how many are judged in a second."""
    golds = shared.gsm8k("test")
    started = time.perf_counter()
    right = sum(check(solution, gold, "integer") for solution, gold in golds)
    return right, len(golds) / (time.perf_counter() - started)


def ours(completion: str, gold: str, kind: str) -> bool:
    return verify(completion, gold, kind).right


def math_verify(completion: str, gold: str, kind: str) -> bool:
    import math_verify

    return bool(math_verify.verify(math_verify.parse(f"${gold}$"), math_verify.parse(completion)))


def last_number(completion: str, gold: str, kind: str) -> bool:
    numbers = re.findall(r"-?[0-9][0-9,]*(?:\.[0-9]+)?", completion)
    return bool(numbers) and numbers[-1].replace(",", "") == gold


def lm_eval_filter(name: str) -> Checker:
    """One of the filters of lm-eval's gsm8k task, with the exact match of the same file."""
    task = yaml.safe_load(Path(_folder("lm_eval"), "tasks", "gsm8k", "gsm8k.yaml").read_text("utf-8"))
    (spec,) = [each["filter"][0] for each in task["filter_list"] if each["name"] == name]
    pattern, group = re.compile(spec["regex_pattern"]), spec.get("group_select", 0)
    ignored = [re.compile(source) for source in task["metric_list"][0]["regexes_to_ignore"]]

    def normal(text: str) -> str:
        for mark in ignored:
            text = mark.sub("", text)
        return text.lower()

    def check(completion: str, gold: str, kind: str) -> bool:
        found = pattern.findall(completion)
        if not found:
            return False
        match = found[group]
        if isinstance(match, tuple):
            match = next((part for part in match if part), "")
        return normal(match.strip()) == normal(gold)

    return check


def _folder(package: str) -> str:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed; pip install 'oeis_qa[eval]'")
    return spec.submodule_search_locations[0]


CHECKERS: dict[str, Checker] = {
    "oeis_qa": ours,
    "math-verify": math_verify,
    "lm-eval strict": lm_eval_filter("strict-match"),
    "lm-eval flexible": lm_eval_filter("flexible-extract"),
    "last number": last_number,
}

if __name__ == "__main__":
    logging.disable(logging.WARNING)
    main()
