"""The tokens of a batch -> a few numbers for each piece, which are all that a preflight keeps of it.

In:  Facts.of(joined(pieces), run, Ends(tokenizer, stops))
Out: Facts(lengths=array([48, ...]), supervised=array([12, ...]), kept=array([48, ...]), ...)
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerBase

from oeis_qa.training.preflight.packing import kept
from oeis_qa.training.preflight.reading import Run
from oeis_qa.training.preflight.tokens import Piece, joined

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_CONTENT, _AROUND, _STOP = 1, 2, 3


class Ends:
    """What each token is to the end of an answer: content, white space or a control token, or what stops generation."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, stops: Collection[int]) -> None:
        self.tokenizer = tokenizer
        self.stops = {*stops, tokenizer.eos_token_id}
        self.added = set(tokenizer.get_added_vocab().values())
        self.known = np.zeros(max(tokenizer.get_vocab().values()) + 1, np.int8)

    def of(self, ids: Ints) -> NDArray[np.int8]:
        """Content, around it, or stop, for each of these tokens."""
        beyond = int(ids.max(initial=-1)) + 1 - len(self.known)  # of rows that were tokenised with another tokenizer
        self.known = np.pad(self.known, (0, max(beyond, 0)))
        for token in np.unique(ids[self.known[ids] == 0]).tolist():
            around = token in self.added or not str(self.tokenizer.decode([token])).strip()
            self.known[token] = _STOP if token in self.stops else _AROUND if around else _CONTENT
        return self.known[ids]


@dataclass(frozen=True)
class Facts:
    """One element for each piece."""

    rows: Ints  # of the dataset
    lengths: Ints
    supervised: Ints
    kept: Ints  # tokens left by truncation or packing
    kept_supervised: Ints
    last: Ints  # the last token that counts and is no white space, -1 for none
    stops: Bools  # generation stops at it, or at one that stands between it and the last of the content
    bos_twice: Bools

    @classmethod
    def of(cls, pieces: Sequence[Piece], numbers: Ints, run: Run, ends: Ends) -> "Facts":
        """Of the pieces of a batch whose rows have these numbers in the dataset."""
        tokens = joined(pieces)
        left, count = kept(tokens, run.args), len(pieces)
        piece = np.repeat(np.arange(count), tokens.lengths)
        what = np.where(tokens.supervised, ends.of(tokens.ids), 0)
        is_last = {}
        for kind in (_CONTENT, _AROUND, _STOP):
            is_last[kind] = np.full(count, -1)
            is_last[kind][piece[what == kind]] = np.flatnonzero(what == kind)  # the last one of a piece stays
        shown = np.maximum(is_last[_CONTENT], is_last[_STOP])
        return cls(
            rows=numbers[[piece.row for piece in pieces]],
            lengths=tokens.lengths,
            supervised=np.bincount(piece[tokens.supervised], minlength=count),
            kept=np.bincount(piece[left], minlength=count),
            kept_supervised=np.bincount(piece[left & tokens.supervised], minlength=count),
            last=np.where(shown < 0, -1, tokens.ids[shown] if len(tokens.ids) else -1),
            stops=is_last[_STOP] > is_last[_CONTENT],
            bos_twice=_bos_twice(pieces, run),
        )


def together(facts: Sequence[Facts]) -> Facts:
    """The facts of all batches, or of none."""
    columns = ([getattr(one, field.name) for one in (_NONE, *facts)] for field in fields(Facts))
    return Facts(*map(np.concatenate, columns))


def _bos_twice(pieces: Sequence[Piece], run: Run) -> Bools:
    bos = run.tokenizer.bos_token_id
    return np.array([bos is not None and piece.ids[:2] == [bos, bos] for piece in pieces], bool)


_NO, _NEVER = np.zeros(0, np.int64), np.zeros(0, bool)
_NONE = Facts(_NO, _NO, _NO, _NO, _NO, _NO, _NEVER, _NEVER)
