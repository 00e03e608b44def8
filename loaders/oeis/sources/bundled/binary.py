"""Bases 2, 3, -2 and Fibonacci: bit counts and patterns, Gray code, representations, automatic words."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000069",
        "Nonnegative integers with an odd count of ones in base 2.",
        offset=1,
        keywords="nonn base easy nice core",
        crossrefs=("Complement of A001969.",),
        program="""
def a(n):
    pair = 2 * (n - 1)
    return pair + 1 - pair.bit_count() % 2
""",
    ),
    Entry(
        "A000120",
        "Binary weight: the count of ones among the base-2 digits of n.",
        offset=0,
        keywords="nonn base easy nice core look",
        program="""
def a(n):
    return bin(n).count("1")
""",
    ),
    Entry(
        "A000695",
        "Numbers whose base-4 digits are all 0 or 1; n written in base 2 and read in base 4.",
        offset=0,
        keywords="nonn base easy nice",
        program="""
def a(n):
    return int(bin(n)[2:], 4)
""",
    ),
    Entry(
        "A000788",
        "Total count of ones when all the integers from 0 to n are written in base 2.",
        offset=0,
        keywords="nonn base easy nice",
        crossrefs=("Partial sums of A000120.",),
        program="""
def a(n):
    total, place = 0, 1
    while place <= n:
        full_cycles, rest = divmod(n + 1, 2 * place)
        total += full_cycles * place + max(0, rest - place)
        place *= 2
    return total
""",
    ),
    Entry(
        "A001316",
        "Count of odd entries in row n of Pascal's triangle: 2 to the power of the binary weight of n.",
        offset=0,
        keywords="nonn easy nice look",
        program="""
def a(n):
    return 2 ** bin(n).count("1")
""",
    ),
    Entry(
        "A001317",
        "Row n of Pascal's triangle reduced mod 2 and read as a binary number.",
        offset=0,
        keywords="nonn base easy nice",
        program="""
def a(n):
    row = 1
    for _ in range(n):
        row ^= 2 * row
    return row
""",
    ),
    Entry(
        "A001511",
        "Ruler sequence: one more than the number of zeros at the end of n in base 2.",
        offset=1,
        keywords="nonn mult easy nice core",
        crossrefs=("First differences of A005187.", "Inverse Moebius transform of A209229."),
        program="""
def a(n):
    return (n & -n).bit_length()
""",
    ),
    Entry(
        "A001969",
        "Nonnegative integers with an even count of ones in base 2.",
        offset=1,
        keywords="nonn base easy nice core",
        crossrefs=("Complement of A000069.",),
        program="""
def a(n):
    pair = 2 * (n - 1)
    return pair + pair.bit_count() % 2
""",
    ),
    Entry(
        "A003159",
        "Positive integers divisible by 2 an even number of times, that is, an odd number times a power of 4.",
        offset=1,
        keywords="nonn base easy nice",
        crossrefs=("Complement of A036554.",),
        program="""
from itertools import count, islice

def twos(number):
    return (number & -number).bit_length() - 1

def a(n):
    return next(islice((k for k in count(1) if twos(k) % 2 == 0), n - 1, None))
""",
    ),
    Entry(
        "A003188",
        "The n-th code word, counted from 0, of the reflected binary Gray code, read as an integer in base 2.",
        offset=0,
        keywords="nonn base easy nice",
        crossrefs=("Inverse permutation of A006068.",),
        program="""
def a(n):
    return n ^ (n >> 1)
""",
    ),
    Entry(
        "A003714",
        "Numbers in whose base-2 form no two ones stand next to each other.",
        offset=0,
        keywords="nonn base easy nice",
        crossrefs=("Complement of A004780.",),
        program="""
def a(n):
    fibonacci = [1, 2]
    while fibonacci[-1] <= n:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    number = 0
    for place in range(len(fibonacci) - 1, -1, -1):
        if fibonacci[place] <= n:
            n -= fibonacci[place]
            number += 2**place
    return number
""",
    ),
    Entry(
        "A003987",
        "Square array of bitwise exclusive-or values of i and j, i, j >= 0, listed by antidiagonals.",
        offset=0,
        keywords="nonn tabl nice look",
        program="""
from math import isqrt

def a(n):
    diagonal = (isqrt(8 * n + 1) - 1) // 2
    column = n - diagonal * (diagonal + 1) // 2
    return column ^ (diagonal - column)
""",
    ),
    Entry(
        "A005187",
        "Exponent of 2 in the prime factorization of (2n)!, which is 2n less the number of ones of n in base 2.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    return 2 * n - bin(n).count("1")
""",
    ),
    Entry(
        "A005811",
        "Number of maximal blocks of equal bits in n written in base 2, with 0 for n = 0.",
        offset=0,
        keywords="nonn base easy",
        program="""
from itertools import groupby

def a(n):
    return len(list(groupby(bin(n)[2:]))) if n else 0
""",
    ),
    Entry(
        "A005823",
        "Nonnegative integers that use only the digits 0 and 2 in base 3, as the points of the Cantor set do.",
        offset=1,
        keywords="nonn base easy",
        crossrefs=("Complement of A081606.",),
        program="""
def a(n):
    return 2 * int(bin(n - 1)[2:], 3)
""",
    ),
    Entry(
        "A006068",
        "Position, counted from 0, of the integer n among the code words of the reflected binary Gray code.",
        offset=0,
        keywords="nonn base easy nice",
        crossrefs=("Inverse permutation of A003188.",),
        program="""
def a(n):
    position = 0
    while n:
        position ^= n
        n >>= 1
    return position
""",
    ),
    Entry(
        "A006257",
        "Last place left when, of n people at places 1 to n in a circle, every second one is removed; 0 for n = 0.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    if n == 0:
        return 0
    power = 1 << (n.bit_length() - 1)
    return 2 * (n - power) + 1
""",
    ),
    Entry(
        "A006995",
        "Numbers whose base-2 digits read the same in both directions.",
        offset=1,
        keywords="nonn base easy nice",
        crossrefs=("Complement of A154809.",),
        program="""
from itertools import count, islice

def binary_palindromes():
    yield 0
    for length in count(1):
        for half in range(2 ** ((length - 1) // 2), 2 ** ((length + 1) // 2)):
            bits = bin(half)[2:]
            yield int(bits + bits[::-1][length % 2:], 2)

def a(n):
    return next(islice(binary_palindromes(), n - 1, None))
""",
    ),
    Entry(
        "A007088",
        "The base-2 digits of n, read as if they were a decimal number.",
        offset=0,
        keywords="nonn base easy nice core",
        program="""
def a(n):
    return int(bin(n)[2:])
""",
    ),
    Entry(
        "A007895",
        "Count of the Fibonacci numbers in the only sum of distinct, non-neighbouring Fibonacci numbers that equals n.",
        offset=0,
        keywords="nonn easy",
        program="""
def a(n):
    fibonacci = [1, 2]
    while fibonacci[-1] <= n:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    parts = 0
    for number in reversed(fibonacci):
        if number <= n:
            n -= number
            parts += 1
    return parts
""",
    ),
    Entry(
        "A010060",
        "Thue-Morse word: 1 if n has an odd number of ones in base 2, else 0.",
        offset=0,
        keywords="nonn base easy nice core",
        crossrefs=("Characteristic function of A000069.",),
        program="""
def a(n):
    return bin(n).count("1") % 2
""",
    ),
    Entry(
        "A014417",
        "n as a greedy sum of Fibonacci numbers 1, 2, 3, 5, ..., largest first: digit 1 for used, 0 for unused.",
        offset=0,
        keywords="nonn base easy",
        program="""
def a(n):
    fibonacci = [1, 2]
    while fibonacci[-1] <= n:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    digits = ""
    for number in reversed(fibonacci):
        digits += "1" if number <= n else "0"
        if number <= n:
            n -= number
    return int(digits)
""",
    ),
    Entry(
        "A014577",
        "Creases of a strip folded in half over and over: 1 if the odd part of n + 1 is 1 mod 4, else 0.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    fold = n + 1
    while fold % 2 == 0:
        fold //= 2
    return int(fold % 4 == 1)
""",
    ),
    Entry(
        "A019565",
        "Product of the primes picked out by the ones of n in base 2: prime(k+1) is a factor if bit k is set.",
        offset=0,
        keywords="nonn base easy look",
        program="""
from itertools import count
from math import isqrt

def primes():
    return (p for p in count(2) if all(p % d for d in range(2, isqrt(p) + 1)))

def a(n):
    product = 1
    for bit, prime in zip(reversed(bin(n)[2:]), primes()):
        if bit == "1":
            product *= prime
    return product
""",
    ),
    Entry(
        "A020985",
        "Rudin-Shapiro signs: 1 if the block 11 occurs an even number of times (overlaps count) in base-2 n, else -1.",
        offset=0,
        keywords="sign easy nice",
        program="""
def a(n):
    return (-1) ** bin(n & (n >> 1)).count("1")
""",
    ),
    Entry(
        "A020986",
        "Rudin-Shapiro sums over k = 0..n: 1 if base-2 k has evenly many blocks 11 (overlaps count), else -1.",
        offset=0,
        keywords="nonn easy",
        crossrefs=("Partial sums of A020985.",),
        program="""
def sign(k):
    return (-1) ** bin(k & (k >> 1)).count("1")

def a(n):
    return sum(sign(k) for k in range(n + 1))
""",
    ),
    Entry(
        "A030101",
        "Integer obtained by reading the base-2 digits of n from right to left.",
        offset=0,
        keywords="nonn base easy look",
        program="""
def a(n):
    return int(bin(n)[2:][::-1], 2)
""",
    ),
    Entry(
        "A031443",
        "Positive integers with equally many zeros and ones in base 2.",
        offset=1,
        keywords="nonn base easy",
        program="""
from itertools import count, islice

def is_balanced(number):
    return 2 * bin(number).count("1") == number.bit_length()

def a(n):
    return next(islice(filter(is_balanced, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A036554",
        "Positive integers divisible by 2 an odd number of times.",
        offset=1,
        keywords="nonn base easy",
        crossrefs=("Complement of A003159.",),
        program="""
from itertools import count, islice

def twos(number):
    return (number & -number).bit_length() - 1

def a(n):
    return next(islice((k for k in count(1) if twos(k) % 2 == 1), n - 1, None))
""",
    ),
    Entry(
        "A039724",
        "The digits of n in base -2, all of them 0 or 1, read as a decimal number.",
        offset=0,
        keywords="nonn base easy nice",
        program="""
def a(n):
    digits = ""
    while n:
        bit = n % 2
        digits = str(bit) + digits
        n = (bit - n) // 2
    return int(digits or "0")
""",
    ),
    Entry(
        "A053735",
        "Total of the base-3 digits of n.",
        offset=0,
        keywords="nonn base easy",
        program="""
def a(n):
    total = 0
    while n:
        n, digit = divmod(n, 3)
        total += digit
    return total
""",
    ),
    Entry(
        "A054429",
        "The positive integers with each block of numbers of equal bit length listed backwards.",
        offset=1,
        keywords="nonn easy",
        program="""
def a(n):
    first = 1 << (n.bit_length() - 1)
    return 3 * first - 1 - n
""",
    ),
    Entry(
        "A115384",
        "Number of integers from 0 to n that have an odd number of ones in base 2.",
        offset=0,
        keywords="nonn easy",
        crossrefs=("Partial sums of A010060.",),
        program="""
def a(n):
    if n % 2:
        return (n + 1) // 2
    return n // 2 + n.bit_count() % 2
""",
    ),
    Entry(
        "A117966",
        "The integer obtained by writing n in base 3 and then letting each digit 2 count as -1.",
        offset=0,
        keywords="sign base",
        program="""
def a(n):
    value, place = 0, 1
    while n:
        n, digit = divmod(n, 3)
        value += (-1 if digit == 2 else digit) * place
        place *= 3
    return value
""",
    ),
]
