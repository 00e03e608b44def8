"""Self-reference and growth rules: Golomb, Kolakoski, Hofstadter, Recaman, Collatz, Wythoff, Stern."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000002",
        "Kolakoski sequence of ones and twos, which starts 1, 2, 2 and whose n-th run of equal terms has a(n) terms.",
        offset=1,
        keywords="nonn core easy nice",
        program="""
def a(n):
    word, run = [1, 2, 2], 2
    while len(word) < n:
        word += [3 - word[-1]] * word[run]
        run += 1
    return word[n - 1]
""",
    ),
    Entry(
        "A000960",
        "Survivors of a sieve on 1, 2, 3, ... whose k-th step strikes out every (k+1)-st of the numbers still left.",
        offset=1,
        keywords="nonn easy nice",
        program="""
def a(n):
    position = n
    for k in range(n - 1, 0, -1):
        position += (position - 1) // k
    return position
""",
    ),
    Entry(
        "A001462",
        "Golomb's nondecreasing sequence, starting with 1, in which each positive integer k occurs exactly a(k) times.",
        offset=1,
        keywords="nonn core easy nice",
        program="""
def a(n):
    golomb = [0, 1]
    for k in range(2, n + 1):
        golomb.append(1 + golomb[k - golomb[golomb[k - 1]]])
    return golomb[n]
""",
    ),
    Entry(
        "A001463",
        "The index at which n stands for the last time in Golomb's sequence 1, 2, 2, 3, 3, 4, 4, 4, ....",
        offset=1,
        keywords="nonn easy",
        crossrefs=("Partial sums of A001462.",),
        program="""
def a(n):
    golomb = [0, 1]
    for k in range(2, n + 1):
        golomb.append(1 + golomb[k - golomb[golomb[k - 1]]])
    return sum(golomb[: n + 1])
""",
    ),
    Entry(
        "A001614",
        "Increasing sequence of 1 odd number, then the next 2 even, next 3 odd, next 4 even numbers, and so on.",
        offset=1,
        keywords="nonn easy",
        program="""
from math import isqrt

def a(n):
    return 2 * n - (1 + isqrt(8 * n - 7)) // 2
""",
    ),
    Entry(
        "A002251",
        "Partner of n if floor(k*phi) and floor(k*phi) + k are swapped for all k >= 1, phi the golden ratio; 0 stays.",
        offset=0,
        keywords="nonn easy",
        program="""
from itertools import count
from math import isqrt

def a(n):
    for k in count():
        lower = (k + isqrt(5 * k * k)) // 2
        if n == lower:
            return lower + k
        if n == lower + k:
            return lower
""",
    ),
    Entry(
        "A002487",
        "Stern's diatomic numbers: a(0) = 0, a(1) = 1, a doubled index keeps its value, and a(2n+1) = a(n) + a(n+1).",
        offset=0,
        keywords="nonn core easy nice look",
        program="""
def a(n):
    here, following = 0, 1
    for bit in bin(n)[2:]:
        if bit == "1":
            here, following = here + following, following
        else:
            here, following = here, here + following
    return here
""",
    ),
    Entry(
        "A003278",
        "Greedy increasing sequence of positive integers, from 1, that holds no three terms in arithmetic progression.",
        offset=1,
        keywords="nonn easy nice",
        program="""
def a(n):
    return 1 + int(bin(n - 1)[2:], 3)
""",
    ),
    Entry(
        "A003605",
        "The only increasing sequence of nonnegative integers from index 0 whose a(n)-th term is always 3n.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    if n == 0:
        return 0
    power = 1
    while 3 * power <= n:
        power *= 3
    return n + power if n < 2 * power else 3 * (n - power)
""",
    ),
    Entry(
        "A004001",
        "Hofstadter-Conway: a(1) = a(2) = 1, and a(n) is the sum of the k-th and (n-k)-th terms for k = a(n-1).",
        offset=1,
        keywords="nonn easy nice",
        program="""
def a(n):
    terms = [0, 1, 1]
    for k in range(3, n + 1):
        last = terms[k - 1]
        terms.append(terms[last] + terms[k - last])
    return terms[n]
""",
    ),
    Entry(
        "A005132",
        "Recaman's walk from 0: step n goes back by n if that lands on a new nonnegative integer, else forward by n.",
        offset=0,
        keywords="nonn nice hear look",
        program="""
def a(n):
    place, visited = 0, {0}
    for step in range(1, n + 1):
        back = place - step
        place = back if back >= 0 and back not in visited else place + step
        visited.add(place)
    return place
""",
    ),
    Entry(
        "A005185",
        "Hofstadter's Q: Q(1) = Q(2) = 1, then Q(n) adds the two terms that lie Q(n-1) and Q(n-2) places back.",
        offset=1,
        keywords="nonn easy nice hear",
        program="""
def a(n):
    q = [0, 1, 1]
    for k in range(3, n + 1):
        q.append(q[k - q[k - 1]] + q[k - q[k - 2]])
    return q[n]
""",
    ),
    Entry(
        "A005206",
        "Hofstadter's G: G(0) = 0 and G(n) is n less the value of G applied twice to n - 1.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    g = [0]
    for k in range(1, n + 1):
        g.append(k - g[g[k - 1]])
    return g[n]
""",
    ),
    Entry(
        "A005228",
        "Hofstadter's figures: from 1 on, the differences are, in order, the positive integers not among the terms.",
        offset=1,
        keywords="nonn easy nice",
        crossrefs=("Complement of A030124.",),
        program="""
def a(n):
    figures, difference = [1], 2
    members = {1}
    while len(figures) < n:
        figures.append(figures[-1] + difference)
        members.add(figures[-1])
        difference += 1
        while difference in members:
            difference += 1
    return figures[n - 1]
""",
    ),
    Entry(
        "A005230",
        "a(1) = 1 and a(n+1) is the sum of the last m terms, m being the integer nearest to sqrt(2n).",
        offset=1,
        keywords="nonn easy nice",
        program="""
from math import isqrt

def a(n):
    terms = [1]
    for k in range(1, n):
        window = (isqrt(8 * k - 7) + 1) // 2
        terms.append(sum(terms[-window:]))
    return terms[n - 1]
""",
    ),
    Entry(
        "A005374",
        "Hofstadter's H: H(0) = 0 and H(n) is n less the value of H applied three times to n - 1.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    h = [0]
    for k in range(1, n + 1):
        h.append(k - h[h[h[k - 1]]])
    return h[n]
""",
    ),
    Entry(
        "A005378",
        "F(n) of Hofstadter's married pair F(0) = 1, M(0) = 0, F(n) = n - M(F(n-1)), M(n) = n - F(M(n-1)).",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    female, male = [1], [0]
    for k in range(1, n + 1):
        male.append(k - female[male[k - 1]])
        female.append(k - male[female[k - 1]])
    return female[n]
""",
    ),
    Entry(
        "A006370",
        "Result of one Collatz step: half of n when n is even, and one more than three times n when n is odd.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    return n // 2 if n % 2 == 0 else 3 * n + 1
""",
    ),
    Entry(
        "A006577",
        "Number of Collatz steps (halving if even, else tripling and adding one) that lead from n down to 1.",
        offset=1,
        keywords="nonn easy nice hear look",
        program="""
def a(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
""",
    ),
    Entry(
        "A008336",
        "a(1) = 1, and a(n+1) is a(n) divided by n where that leaves no remainder, and otherwise a(n) multiplied by n.",
        offset=1,
        keywords="nonn easy nice",
        program="""
def a(n):
    value = 1
    for k in range(1, n):
        value = value // k if value % k == 0 else value * k
    return value
""",
    ),
    Entry(
        "A019444",
        "Greedy permutation of the positive integers whose first n terms have an integer mean for every n.",
        offset=1,
        keywords="nonn easy",
        program="""
def a(n):
    total, used = 0, set()
    for k in range(1, n + 1):
        term = -total % k or k
        while term in used:
            term += k
        used.add(term)
        total += term
    return term
""",
    ),
    Entry(
        "A025586",
        "Highest number met on the way from n to 1 by Collatz steps (halving if even, else tripling and adding one).",
        offset=1,
        keywords="nonn easy",
        program="""
def a(n):
    highest = n
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        highest = max(highest, n)
    return highest
""",
    ),
    Entry(
        "A030124",
        "Gaps of Hofstadter's figure sequence 1, 3, 7, 12, ..., which are also the positive integers it leaves out.",
        offset=1,
        keywords="nonn easy",
        crossrefs=("Complement of A005228.", "First differences of A005228."),
        program="""
def a(n):
    figure, difference = 1, 2
    members = {1}
    for _ in range(n - 1):
        figure += difference
        members.add(figure)
        difference += 1
        while difference in members:
            difference += 1
    return difference
""",
    ),
    Entry(
        "A038722",
        "The positive integers cut into blocks of 1, 2, 3, 4, ... numbers, each block written backwards.",
        offset=1,
        keywords="nonn easy",
        program="""
from math import isqrt

def a(n):
    block = (isqrt(8 * n - 7) + 1) // 2
    return block * block + 1 - n
""",
    ),
    Entry(
        "A079000",
        "Least increasing sequence of positive integers in which a(n) is odd exactly when n itself is a term.",
        offset=1,
        keywords="nonn easy nice",
        program="""
def a(n):
    terms, members = [1, 4], {1, 4}
    for k in range(3, n + 1):
        term = terms[-1] + 1
        if term % 2 != (k in members):
            term += 1
        terms.append(term)
        members.add(term)
    return terms[n - 1]
""",
    ),
    Entry(
        "A099064",
        "First of the n-th differences of the survivors of a sieve whose k-th step strikes out every (k+1)-st number.",
        offset=0,
        keywords="sign easy",
        crossrefs=("Inverse binomial transform of A000960.",),
        program="""
def a(n):
    row = []
    for place in range(1, n + 2):
        position = place
        for k in range(place - 1, 0, -1):
            position += (position - 1) // k
        row.append(position)
    for _ in range(n):
        row = [after - before for before, after in zip(row, row[1:])]
    return row[0]
""",
    ),
]
