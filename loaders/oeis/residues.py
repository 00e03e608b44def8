"""Terms modulo a prime, without making an integer of any: enough to see a polynomial in them.

In:  residues(pyarrow.array(["5", "-5", "99999999999999999999"]))
Out: array([5, 2147483642, 983481455])
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Ints

PRIME = 2**31 - 1  # products of two residues fit 64 bits
_DIGITS = 400  # digits read of a term; what is longer is nobody's polynomial


def residues(terms: pa.StringArray) -> Ints:
    """Each term modulo PRIME, by its first 400 digits; all terms advance by one digit at a time."""
    signless = pc.utf8_ltrim(terms, "-")
    offsets = np.frombuffer(signless.buffers()[1], np.int32)[signless.offset :][: len(terms) + 1].astype(np.int64)
    text = np.frombuffer(signless.buffers()[2] or b"", np.uint8).astype(np.int64) - ord("0")
    lengths, values, left = np.diff(offsets), np.zeros(len(terms), np.int64), np.arange(len(terms))
    for digit in range(min(_DIGITS, int(lengths.max(initial=0)))):
        left = left[lengths[left] > digit]
        values[left] = (values[left] * 10 + text[offsets[left] + digit]) % PRIME
    negative = pc.starts_with(terms, "-").to_numpy(zero_copy_only=False)
    return np.where(negative, -values % PRIME, values)
