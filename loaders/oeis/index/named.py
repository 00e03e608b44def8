"""Groups that need no index: keywords that say something about the terms, and the topics of the bundled sequences.

Their names are ours. Groups that lie so close that somebody could well count a sequence of the one among the other,
though it is not listed there (squares are powers as well as figurate numbers), are neighbours, never told apart.

In:  KEYWORDS["mult"], TOPICS["primes"]
Out: "multiplicative functions", "primes and how numbers factor into them"
"""

KEYWORDS = {
    "base": "sequences that depend on the base in which numbers are written",
    "cofr": "continued fractions",
    "cons": "digits of a constant",
    "eigen": "sequences that a transformation leaves as they are",
    "frac": "numerators or denominators of fractions",
    "mult": "multiplicative functions",
    "tabf": "tables with rows of irregular length, read by rows",
    "tabl": "triangles or square tables, read by rows",
    "walk": "counts of walks or paths",
    "word": "sequences that depend on the words of a language",
}

TOPICS = {
    "arithmetic": "counting, multiples and rounding",
    "binary": "numbers written in base 2 or in other unusual ways",
    "combinatorics": "counts of trees, paths and other combinatorial objects",
    "constants": "constants and their expansions",
    "digits": "decimal digits of numbers",
    "divisors": "divisors, their counts and sums",
    "figurate": "points arranged in regular figures",
    "partitions": "ways to write a number as a sum or product",
    "permutations": "factorials and permutations",
    "powers": "powers, their sums and differences",
    "primes": "primes and how numbers factor into them",
    "recurrences": "recurrences, where each term is made from a few before it",
    "residues": "remainders, orders and sums of squares",
    "self_referential": "self-reference and odd rules of growth",
    "triangles": "triangles of numbers, such as Pascal's",
}

NEIGHBOURS = (
    {"arithmetic", "figurate", "powers"},
    {"arithmetic", "self_referential"},
    {"arithmetic", "residues"},
    {"arithmetic", "recurrences"},
    {"arithmetic", "divisors"},
    {"binary", "digits", "base", "arithmetic", "self_referential"},
    {"binary", "partitions"},
    {"binary", "recurrences"},
    {"combinatorics", "partitions", "permutations", "triangles", "walk", "recurrences"},
    {"combinatorics", "figurate"},
    {"constants", "digits", "cons", "cofr", "frac", "base"},
    {"recurrences", "frac"},
    {"divisors", "primes", "residues", "mult"},
    {"partitions", "divisors"},
    {"powers", "mult"},
    {"powers", "recurrences", "figurate"},
    {"recurrences", "self_referential", "eigen"},
    {"triangles", "tabl", "tabf"},
)
