"""Decimal digits: digit sums and products, reversals, palindromes, persistence, concatenations."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A001129",
        "a(0) = 0, a(1) = 1, and each later term is the sum of the digit reversals of the two terms before it.",
        offset=0,
        keywords="nonn base",
        program="""
def reverse(number):
    return int(str(number)[::-1])

def a(n):
    previous, current = 0, 1
    for _ in range(n):
        previous, current = current, reverse(previous) + reverse(current)
    return previous
""",
    ),
    Entry(
        "A002113",
        "Numbers that read the same forwards and backwards in decimal, in increasing order from 0.",
        offset=1,
        keywords="nonn base easy nice core",
        crossrefs=("Complement of A029742.",),
        program="""
from itertools import count, islice

def palindromes():
    yield 0
    for length in count(1):
        for half in range(10 ** ((length - 1) // 2), 10 ** ((length + 1) // 2)):
            digits = str(half)
            yield int(digits + digits[::-1][length % 2:])

def a(n):
    return next(islice(palindromes(), n - 1, None))
""",
    ),
    Entry(
        "A002275",
        "Numbers written as a string of n ones in decimal, with 0 for the empty string.",
        offset=0,
        keywords="nonn easy nice core base",
        program="""
def a(n):
    return (10**n - 1) // 9
""",
    ),
    Entry(
        "A003052",
        "Positive integers that are not m plus the sum of the decimal digits of m for any integer m >= 0.",
        offset=1,
        keywords="nonn base nice easy",
        program="""
from functools import lru_cache
from itertools import count, islice

@lru_cache(None)
def has_generator(number):
    reach = 9 * len(str(number))
    return any(m + sum(map(int, str(m))) == number for m in range(max(0, number - reach), number))

def a(n):
    return next(islice((k for k in count(1) if not has_generator(k)), n - 1, None))
""",
    ),
    Entry(
        "A004000",
        "a(1) = 1, and a(n+1) has the digits of the sum of a(n) and its digit reversal in rising order, without zeros.",
        offset=1,
        keywords="nonn base nice easy",
        program="""
def a(n):
    number = 1
    for _ in range(n - 1):
        total = number + int(str(number)[::-1])
        number = int("".join(sorted(str(total))))
    return number
""",
    ),
    Entry(
        "A004086",
        "The decimal digits of n in reversed order, leading zeros dropped.",
        offset=0,
        keywords="nonn base easy nice look",
        program="""
def a(n):
    return int(str(n)[::-1])
""",
    ),
    Entry(
        "A004185",
        "Number obtained by sorting the decimal digits of n from smallest to largest and discarding zeros.",
        offset=0,
        keywords="nonn base easy",
        program="""
def a(n):
    return int("".join(sorted(str(n))))
""",
    ),
    Entry(
        "A004207",
        "Running digit totals: first 1, then always the sum of all the decimal digits of all the terms before.",
        offset=0,
        keywords="nonn base easy nice",
        program="""
def a(n):
    term = total = 1
    for _ in range(n):
        term = total
        total += sum(map(int, str(term)))
    return term
""",
    ),
    Entry(
        "A004290",
        "Smallest positive multiple of n whose decimal digits are all zeros and ones.",
        offset=1,
        keywords="nonn base nice",
        program="""
from collections import deque

def a(n):
    queue, seen = deque([1]), {1 % n}
    while True:
        number = queue.popleft()
        if number % n == 0:
            return number
        for longer in (10 * number, 10 * number + 1):
            if longer % n not in seen:
                seen.add(longer % n)
                queue.append(longer)
""",
    ),
    Entry(
        "A005150",
        "a(1) = 1, and a(n) lists the runs of equal digits of a(n-1) in turn: length of the run, then its digit.",
        offset=1,
        keywords="nonn base easy nice",
        program="""
from itertools import groupby

def a(n):
    text = "1"
    for _ in range(n - 1):
        text = "".join(str(len(list(run))) + digit for digit, run in groupby(text))
    return int(text)
""",
    ),
    Entry(
        "A005349",
        "Positive integers that are multiples of the sum of their own decimal digits.",
        offset=1,
        keywords="nonn base easy nice",
        program="""
from itertools import count, islice

def a(n):
    return next(islice((k for k in count(1) if k % sum(map(int, str(k))) == 0), n - 1, None))
""",
    ),
    Entry(
        "A007185",
        "Last n digits of the 10-adic number ending in 5 that equals its own square, leading zeros dropped.",
        offset=1,
        keywords="nonn base",
        program="""
def a(n):
    return pow(5, 2**n, 10**n)
""",
    ),
    Entry(
        "A007376",
        "Decimal digits of 0, 1, 2, 3, ... written one after another, one digit per term.",
        offset=0,
        keywords="nonn base easy nice",
        crossrefs=("Shifted copy of A033307.",),
        program="""
def a(n):
    if n == 0:
        return 0
    place, length = n - 1, 1
    while place >= 9 * 10 ** (length - 1) * length:
        place -= 9 * 10 ** (length - 1) * length
        length += 1
    number = 10 ** (length - 1) + place // length
    return int(str(number)[place % length])
""",
    ),
    Entry(
        "A007770",
        "Positive integers that reach 1 when repeatedly replaced by the sum of the squares of their decimal digits.",
        offset=1,
        keywords="nonn base easy nice",
        crossrefs=("Complement of A031177.",),
        program="""
from functools import lru_cache
from itertools import count, islice

@lru_cache(None)
def is_happy(number):
    while number not in (1, 4):
        number = sum(int(digit) ** 2 for digit in str(number))
    return number == 1

def a(n):
    return next(islice(filter(is_happy, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A007908",
        "The integers from 1 to n written side by side in decimal and read as one number.",
        offset=1,
        keywords="nonn base easy nice",
        program="""
def a(n):
    return int("".join(str(k) for k in range(1, n + 1)))
""",
    ),
    Entry(
        "A007953",
        "Total of the decimal digits of n.",
        offset=0,
        keywords="nonn base easy nice",
        program="""
def a(n):
    return sum(map(int, str(n)))
""",
    ),
    Entry(
        "A007954",
        "Result of multiplying all the decimal digits of n together.",
        offset=0,
        keywords="nonn base easy",
        program="""
from math import prod

def a(n):
    return prod(map(int, str(n)))
""",
    ),
    Entry(
        "A009994",
        "Numbers whose decimal digits never decrease when read from left to right.",
        offset=1,
        keywords="nonn base easy",
        program="""
from itertools import combinations_with_replacement, count, islice

def never_decreasing():
    yield 0
    for length in count(1):
        for digits in combinations_with_replacement("123456789", length):
            yield int("".join(digits))

def a(n):
    return next(islice(never_decreasing(), n - 1, None))
""",
    ),
    Entry(
        "A010888",
        "The single digit left after summing the decimal digits of n again and again.",
        offset=0,
        keywords="nonn base easy nice",
        program="""
def a(n):
    return 1 + (n - 1) % 9 if n else 0
""",
    ),
    Entry(
        "A011540",
        "Nonnegative integers with at least one 0 among their decimal digits.",
        offset=1,
        keywords="nonn base easy",
        crossrefs=("Complement of A052382.",),
        program="""
from itertools import count, islice

def a(n):
    return next(islice((k for k in count() if "0" in str(k)), n - 1, None))
""",
    ),
    Entry(
        "A029742",
        "Numbers that change when their decimal digits are reversed.",
        offset=1,
        keywords="nonn base easy",
        crossrefs=("Complement of A002113.",),
        program="""
from itertools import count, islice

def a(n):
    return next(islice((k for k in count(1) if str(k) != str(k)[::-1]), n - 1, None))
""",
    ),
    Entry(
        "A031177",
        "Positive integers that never reach 1 when replaced over and over by the sum of their squared decimal digits.",
        offset=1,
        keywords="nonn base",
        crossrefs=("Complement of A007770.",),
        program="""
from functools import lru_cache
from itertools import count, islice

@lru_cache(None)
def falls_into_cycle(number):
    while number not in (1, 4):
        number = sum(int(digit) ** 2 for digit in str(number))
    return number == 4

def a(n):
    return next(islice(filter(falls_into_cycle, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A031286",
        "Number of digit-summing steps that lead from n to a single decimal digit.",
        offset=0,
        keywords="nonn base",
        program="""
def a(n):
    steps = 0
    while n > 9:
        n = sum(map(int, str(n)))
        steps += 1
    return steps
""",
    ),
    Entry(
        "A031347",
        "The single digit left after multiplying the decimal digits of n together again and again.",
        offset=0,
        keywords="nonn base easy",
        program="""
from math import prod

def a(n):
    while n > 9:
        n = prod(map(int, str(n)))
    return n
""",
    ),
    Entry(
        "A037276",
        "The prime factors of n, with repeats and in rising order, written side by side; 1 for n = 1.",
        offset=1,
        keywords="nonn base easy",
        program="""
def a(n):
    text, divisor = "", 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            text += str(divisor)
            n //= divisor
        else:
            divisor += 1
    return int(text + str(n)) if n > 1 else 1
""",
    ),
    Entry(
        "A038364",
        "Numbers that equal the sum of their decimal digits plus the product of their decimal digits.",
        offset=1,
        keywords="nonn base fini full",
        length=10,
        program="""
from math import prod

def is_sum_plus_product(number):
    digits = [int(digit) for digit in str(number)]
    return number == sum(digits) + prod(digits)

def a(n):
    return [k for k in range(100) if is_sum_plus_product(k)][n - 1]
""",
    ),
    Entry(
        "A052382",
        "Positive integers none of whose decimal digits is 0.",
        offset=1,
        keywords="nonn base easy",
        crossrefs=("Complement of A011540.",),
        program="""
def a(n):
    number, place = 0, 1
    while n:
        n, digit = divmod(n - 1, 9)
        number += (digit + 1) * place
        place *= 10
    return number
""",
    ),
    Entry(
        "A151949",
        "Result of one Kaprekar step on n: its decimal digits sorted downwards minus the same digits sorted upwards.",
        offset=0,
        keywords="nonn base",
        program="""
def a(n):
    ascending = "".join(sorted(str(n)))
    return int(ascending[::-1]) - int(ascending)
""",
    ),
]
