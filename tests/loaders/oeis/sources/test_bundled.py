"""The bundled corpus: entries well formed, programs that stand alone, terms and stated relations true."""

import ast
import gzip
import re
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from math import comb, gcd
from pathlib import Path

import pytest

from oeis_qa.loaders.oeis.sources.bundled import entries
from oeis_qa.loaders.oeis.sources.bundled.entry import function_of, terms

ENTRIES = tuple(entries())
BUNDLED = {entry.number for entry in ENTRIES}
REAL = Path(__file__).parents[4].parent / "shared/data/oeis"  # beside the repository; not everybody has it
KEYWORDS = set(
    """base bref cofr cons core dead dumb easy eigen fini frac full hard hear less look more mult new nice nonn obsc
    probation sign tabf tabl unkn uned walk word""".split()
)
INTEGER_MATH = {"comb", "factorial", "gcd", "isqrt", "lcm", "perm", "prod"}
COMPARABLE = 8  # a relation must be seen to hold on this many terms


@dataclass(frozen=True)
class Listed:
    """A sequence as far as it is known: a(first), a(first + 1), ..."""

    first: int
    terms: list[int]

    def since(self, n):
        """a(n), a(n + 1), ...; nothing if a(n) is not known."""
        return self.terms[n - self.first :] if n >= self.first else []

    def by_index(self):
        return dict(enumerate(self.terms, self.first))


def none_of(faults):
    """Fails unless there are no faults, and then shows all of them."""
    faults = list(faults)
    assert not faults, "\n".join(faults)


def repeated(values):
    return [value for value, times in Counter(values).items() if times > 1]


@pytest.fixture(scope="module")
def timed():
    """Of every A-number the sequence that its program makes, no term where the program fails, and the seconds taken."""
    found = {}
    for entry in ENTRIES:
        start, made = time.process_time(), []
        with suppress(Exception):
            made = [int(term) for term in terms(entry)]
        found[entry.number] = Listed(entry.offset, made), time.process_time() - start
    return found


@pytest.fixture(scope="module")
def made(timed):
    """Of every A-number the sequence that its program makes."""
    return {number: sequence for number, (sequence, _) in timed.items()}


# Entries


def test_there_are_at_least_300_entries():
    assert len(ENTRIES) >= 300


def test_every_a_number_is_well_formed_and_used_once():
    numbers = [entry.number for entry in ENTRIES]
    none_of([*repeated(numbers), *(number for number in numbers if not re.fullmatch(r"A\d{6}", number))])


def test_no_two_entries_have_one_name():
    none_of(repeated(entry.name.casefold() for entry in ENTRIES))


def test_every_name_is_one_short_sentence_without_a_numbers():
    none_of(
        f"{entry.number}: {entry.name}"
        for entry in ENTRIES
        if not re.fullmatch(r"\S.*\.", entry.name) or re.search(r"A\d{6}", entry.name) or len(entry.name) > 140
    )


def test_every_keyword_is_one_of_the_encyclopedia_and_stated_once():
    none_of(
        f"{entry.number}: {word}"
        for entry in ENTRIES
        for word in [*set(entry.keywords.split()) - KEYWORDS, *repeated(entry.keywords.split())]
    )


def test_every_entry_is_either_sign_or_nonn_and_nonn_has_no_negative_term(made):
    none_of(
        entry.number
        for entry in ENTRIES
        if len({"nonn", "sign"} & set(entry.keywords.split())) != 1
        or ("nonn" in entry.keywords.split() and min(made[entry.number].terms, default=0) < 0)
    )


def test_every_entry_with_keyword_mult_is_multiplicative(made):
    none_of(
        entry.number
        for entry in ENTRIES
        if "mult" in entry.keywords.split() and not is_multiplicative(made[entry.number].since(1))
    )


def is_multiplicative(values):
    """Whether values, a(1), a(2), ..., have a(1) = 1 and a(mn) = a(m)a(n) for all coprime m and n that they reach."""
    a = dict(enumerate(values, 1))
    coprime = ((m, n) for m in a for n in range(1, len(a) // m + 1) if gcd(m, n) == 1)
    return a.get(1) == 1 and all(a[m * n] == a[m] * a[n] for m, n in coprime)


# Programs


@cache
def tree(program):
    """The syntax tree of a program, an empty one if it has faulty syntax."""
    with suppress(SyntaxError):
        return ast.parse(program)
    return ast.Module([], [])


def imports(program):
    """Every (module, name) that a program imports; the name of a whole module is empty."""
    for node in ast.walk(tree(program)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def test_every_program_parses_and_defines_a():
    none_of(
        entry.number
        for entry in ENTRIES
        if "a" not in [node.name for node in tree(entry.program).body if isinstance(node, ast.FunctionDef)]
    )


def test_programs_import_nothing_but_the_standard_library():
    none_of(
        f"{entry.number}: {module}"
        for entry in ENTRIES
        for module, _ in imports(entry.program)
        if module.split(".")[0] not in sys.stdlib_module_names
    )


def test_programs_use_no_floats():
    none_of(f"{entry.number}: {use}" for entry in ENTRIES for use in float_uses(entry.program))


def float_uses(program):
    """What in a program makes floats; true division is allowed to a program that works with fractions."""
    found = set(imports(program))
    yield from (f"math.{name}" for module, name in found if module == "math" and name not in INTEGER_MATH)
    for node in ast.walk(tree(program)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield repr(node.value)
        elif isinstance(node, ast.Name) and node.id in {"float", "round", "complex"}:
            yield node.id
        elif isinstance(node, ast.Div) and ("fractions", "Fraction") not in found:
            yield "/"


def test_every_program_gives_the_same_integers_alone_out_of_order_and_again(made):
    none_of(
        f"{entry.number}: a({n}) is {value!r}"
        for entry in ENTRIES
        for n, value in calls(entry, [*made[entry.number].by_index()])
        if type(value) is not int or value != made[entry.number].by_index()[n]
    )


def calls(entry, known):
    """(n, a(n)) for the last, the middle and the first n: each alone in an empty namespace, then all in one, twice."""
    places = known[:: -max(1, len(known) // 2)]
    yield from ((n, function_of(entry)(n)) for n in places)
    if places:
        a = function_of(entry)
        yield from ((n, a(n)) for n in [*places, *places])


def test_every_list_is_long_enough(made):
    """25 terms; 10 do for a finite sequence and for one that ends before its first term of too many digits."""
    none_of(
        f"{entry.number}: {length} terms"
        for entry in ENTRIES
        for length in [len(made[entry.number].terms)]
        if length < (10 if "fini" in entry.keywords.split() or length < entry.length else 25)
    )


def test_the_corpus_is_computed_well_within_a_minute(timed):
    seconds = {number: taken for number, (_, taken) in timed.items()}
    none_of(f"{number}: {taken:.1f} s" for number, taken in seconds.items() if taken > 2)
    assert sum(seconds.values()) < 30


# The encyclopedia itself, where its files are at hand


@cache
def real(file):
    """Of every A-number that the bundled corpus speaks of, the text behind it in this file of the encyclopedia."""
    if not (REAL / file).exists():
        pytest.skip(f"needs {file} of the real encyclopedia in {REAL}")
    wanted = BUNDLED | {other for entry in ENTRIES for _, other in relations(entry)}
    with gzip.open(REAL / file, "rt", encoding="utf-8") as lines:
        return {line[:7]: line[8:].strip() for line in lines if line[:7] in wanted}


def real_sequence(number):
    found = real("stripped.gz")[number].strip(",").split(",")
    return Listed(int(real("offsets.gz")[number]), [int(term) for term in found])


def test_terms_are_those_of_the_encyclopedia(made):
    none_of(
        f"{number}: {ours.terms[:10]}..."
        for number, ours in made.items()
        if number not in real("stripped.gz") or not agree(ours.terms, real_sequence(number).terms)
    )


def test_offsets_are_those_of_the_encyclopedia():
    """0 there means 0 or unknown."""
    theirs = real("offsets.gz")
    none_of(entry.number for entry in ENTRIES if theirs.get(entry.number, "0") not in ("0", str(entry.offset)))


def test_names_are_not_those_of_the_encyclopedia():
    none_of(
        f"{entry.number}: {entry.name}"
        for entry in ENTRIES
        if words(entry.name) == words(real("names.gz").get(entry.number, ""))
    )


def words(name):
    return re.findall(r"\w+", name.casefold())


# Stated relations


def relations(entry):
    """Every (phrase, other A-number) that an entry states; ("Sum of", "A000045") for "Sum of A000045."."""
    return [(stated[:-9], stated[-8:-1]) for stated in entry.crossrefs]


def test_every_stated_relation_is_a_known_phrase_about_another_sequence():
    none_of(
        f"{entry.number}: {stated}"
        for entry in ENTRIES
        for stated, (phrase, other) in zip(entry.crossrefs, relations(entry), strict=True)
        if phrase not in HOLDS or not re.fullmatch(r".* A\d{6}\.", stated) or other == entry.number
    )


def test_every_stated_relation_between_bundled_sequences_holds(made):
    none_of(false_relations(made, made.__getitem__, BUNDLED))


def test_every_stated_relation_to_a_sequence_of_the_encyclopedia_holds(made):
    none_of(false_relations(made, real_sequence, real("stripped.gz").keys() - BUNDLED))


def test_every_sequence_that_a_relation_names_is_known():
    known = BUNDLED | real("stripped.gz").keys()
    none_of(f"{entry.number}: {other}" for entry in ENTRIES for _, other in relations(entry) if other not in known)


def false_relations(made, sequence_of, others):
    """The stated relations to these other sequences that do not hold."""
    for entry in ENTRIES:
        for phrase, other in relations(entry):
            if other in others and not holds(phrase, made[entry.number], sequence_of(other)):
                yield f"{entry.number}: {phrase} {other}"


def holds(phrase, a, b):
    """Whether a stands in this relation to b as far as both are known."""
    both_known = a.terms and b.terms and phrase in HOLDS
    return both_known and any(agree(*pair) for pair in HOLDS[phrase](a, b))


def agree(one, other):
    """Whether two lists agree as far as both go, and both go far enough."""
    common = min(len(one), len(other))
    return common >= COMPARABLE and one[:common] == other[:common]


def partial_sums(a, b):
    yield a.terms, [*accumulate(b.terms)]


def first_differences(a, b):
    yield a.terms, [after - before for before, after in pairwise(b.terms)]


def complement(a, b):
    """Together all integers from 0 or from 1, each once."""
    first, last = min(1, a.terms[0], b.terms[0]), min(a.terms[-1], b.terms[-1])
    yield sorted(a.terms + b.terms)[: last - first + 1], [*range(first, last + 1)]


def characteristic_function(a, b):
    members = set(b.terms)
    yield a.terms, [int(n in members) for n in a.by_index() if n <= b.terms[-1]]


def bisection(a, b):
    yield a.terms, b.terms[::2]
    yield a.terms, b.terms[1::2]


def shifted_copy(a, b):
    for shift in range(1, 9):
        yield a.terms[shift:], b.terms
        yield a.terms, b.terms[shift:]


def negation(a, b):
    yield a.terms, [-term for term in b.terms]


def absolute_values(a, b):
    yield a.terms, [abs(term) for term in b.terms]


def inverse_permutation(a, b):
    """a(b(n)) = n."""
    value = a.by_index()
    known = {n: value[place] for n, place in b.by_index().items() if place in value}
    yield [*known.values()], [*known]


def inverse_moebius_transform(a, b):
    yield a.since(1), divisor_sums(b.since(1))


def moebius_transform(a, b):
    yield divisor_sums(a.since(1)), b.since(1)


def divisor_sums(values):
    """Of a(1), a(2), ... the sums of a(d) over the divisors d of 1, 2, ..."""
    return [sum(values[d - 1] for d in range(1, n + 1) if n % d == 0) for n in range(1, len(values) + 1)]


def binomial_transform(a, b):
    yield a.terms, binomial_sums(b.terms)


def inverse_binomial_transform(a, b):
    yield binomial_sums(a.terms), b.terms


def binomial_sums(values):
    return [sum(comb(n, k) * values[k] for k in range(n + 1)) for n in range(len(values))]


def euler_transform(a, b):
    """The coefficients of the product of 1/(1 - x^k) for all k >= 1, the k-th factor taken b(k) times."""
    factors = b.since(1)
    product = [1] + [0] * len(factors)
    for k, times in enumerate(factors, 1):
        factor = [1, *(comb(times + j - 1, j) for j in range(1, len(factors) // k + 1))]  # of x^0, x^k, x^2k, ...
        product = [sum(factor[j] * product[n - j * k] for j in range(n // k + 1)) for n in range(len(product))]
    yield a.since(0), product


def self_convolution(a, b):
    yield a.terms, [sum(b.terms[k] * b.terms[n - k] for k in range(n + 1)) for n in range(len(b.terms))]


def essentially_the_same(a, b):
    """Equal behind some leading terms of each, but for signs."""
    for skipped in range(9):
        for others in range(9):
            yield [abs(term) for term in a.terms[skipped:]], [abs(term) for term in b.terms[others:]]


HOLDS = {  # phrase -> (a, b) -> pairs of lists; the relation holds if the lists of one pair agree
    "Partial sums of": partial_sums,
    "First differences of": first_differences,
    "Complement of": complement,
    "Characteristic function of": characteristic_function,
    "Bisection of": bisection,
    "Shifted copy of": shifted_copy,
    "Negation of": negation,
    "Absolute values of": absolute_values,
    "Inverse permutation of": inverse_permutation,
    "Moebius transform of": moebius_transform,
    "Inverse Moebius transform of": inverse_moebius_transform,
    "Binomial transform of": binomial_transform,
    "Inverse binomial transform of": inverse_binomial_transform,
    "Euler transform of": euler_transform,
    "Self-convolution of": self_convolution,
    "Essentially the same as": essentially_the_same,
}
