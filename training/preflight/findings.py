"""What a preflight finds, and how it is said: counts, then every finding with its row, its reason and its remedy.

In:  print(preflight(rows, tokenizer, SFTConfig(max_length=64)))
Out: sft on messages: 3,000 rows, 151,420 tokens, 151,420 supervised
     4 rows over max_length 64; 31 tokens lost (0.02%), 31 of them supervised; ...
     warning: cut short: 4 rows, first completion/A000045/12+9/t3: max_length=64 keeps 64 of its 73 tokens. Remedy: ...
"""

from dataclasses import dataclass

from oeis_qa.errors import PreflightError


@dataclass(frozen=True)
class Finding:
    what: str
    reason: str
    remedy: str
    row: str = ""  # the id of the first such row, or its number; "" where it is about all of them
    rows: int = 0
    fatal: bool = True

    def __str__(self) -> str:
        where = f"{self.rows:,} row{'s' * (self.rows != 1)}, first {self.row}: " if self.row else ""
        return f"{'fatal' if self.fatal else 'warning'}: {self.what}: {where}{self.reason}. Remedy: {self.remedy}"


@dataclass(frozen=True)
class Report:
    trainer: str  # "sft", "dpo" or "grpo"
    layout: str  # which columns it reads
    rows: int
    tokens: int
    supervised: int  # tokens that the loss counts, before anything is cut; 0 for GRPO, which makes its own
    max_length: int | None
    over: int  # rows longer than that
    lost: int  # tokens that truncation or packing drops, those of dropped rows too
    lost_supervised: int
    emptied: int  # rows that lose all their supervised tokens
    parted: int  # rows that packing cuts in two or more, without losing a token
    findings: tuple[Finding, ...]

    @property
    def lost_share(self) -> float:
        return self.lost / self.tokens if self.tokens else 0.0

    @property
    def fatal(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.fatal)

    def __str__(self) -> str:
        counts = f"{self.rows:,} rows, {self.tokens:,} tokens, {self.supervised:,} supervised"
        return "\n".join([f"{self.trainer} on {self.layout}: {counts}", *self._cut(), *map(str, self.findings)])

    def _cut(self) -> list[str]:
        if self.max_length is None:
            return []
        lost = f"{self.lost:,} tokens lost ({self.lost_share:.2%}), {self.lost_supervised:,} of them supervised"
        rows = f"{self.emptied:,} rows lose all of those, {self.parted:,} are cut in parts"
        return [f"{self.over:,} rows over max_length {self.max_length:,}; {lost}; {rows}"]

    def check(self) -> None:
        """Raise PreflightError, which says every fatal finding, if there is one."""
        if self.fatal:
            raise PreflightError("\n".join(f"{finding}" for finding in self.fatal))
