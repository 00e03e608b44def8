"""The phrases of the config `histogram`: of operations on two histograms, a and b, and on one.

In:  PHRASES["two"]["intersection"][0]
Out: "list the colours that occur in both histograms"
"""

PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "two": {
        "add": (
            "add the two histograms, colour by colour",
            "sum up both counts of each colour; a colour that one histogram lacks keeps the count it has in the other",
            "make one histogram of all cells that the two histograms count",
            "put the two histograms together, so that each colour has the sum of its counts",
        ),
        "subtract": (
            "subtract the second histogram from the first, colour by colour, and leave out what is not above zero",
            "take the counts in the second histogram away from those in the first; keep only colours with some left",
            "find for each colour by how much its count in the first histogram exceeds that in the second, "
            "and leave out colours where it does not",
            "say what is left of the first histogram without the cells that the second one counts, never below zero",
        ),
        "max": (
            "take for each colour the larger of its counts in the two histograms",
            "combine the two histograms by the maximum: every colour of either keeps its higher count",
            "make the histogram that has, for each colour of either one, the greater count",
        ),
        "min": (
            "take for each colour the smaller of its counts in the two histograms, and leave out colours not in both",
            "combine the two histograms by the minimum: every colour that is in both keeps its lower count",
            "make the histogram that has, for each colour in both of them, the lesser count",
        ),
        "number_of_unique_colors": (
            "count the different colours that occur in the two histograms together",
            "say how many colours are in at least one of the two histograms",
            "find the number of distinct colours in the two histograms, each counted once even if both have it",
        ),
        "unique_colors": (
            "list the different colours that occur in the two histograms together",
            "name every colour that is in at least one of the two histograms",
            "collect the distinct colours of both histograms, each once",
        ),
        "intersection": (
            "list the colours that occur in both histograms",
            "name every colour that the two histograms share",
            "find which colours of the first histogram are in the second one too",
        ),
        "a_remove_b_colors": (
            "remove from the first histogram every colour that is in the second one, however often",
            "keep of the first histogram only the colours that the second one lacks, with their counts",
            "drop the colours of the second histogram from the first",
        ),
        "b_remove_a_colors": (
            "remove from the second histogram every colour that is in the first one, however often",
            "keep of the second histogram only the colours that the first one lacks, with their counts",
            "drop the colours of the first histogram from the second",
        ),
        "most_popular": (
            "find the commonest colour of the two histograms together, or all of them where several tie",
            "add the two histograms and name each colour whose sum is the largest",
            "say which colours have the most cells when those of both histograms are counted together",
        ),
        "least_popular": (
            "find the rarest colour that occurs in the two histograms together, or all of them where several tie",
            "add the two histograms and name each colour whose sum is the smallest, among those that occur",
            "say which of the occurring colours have the fewest cells when both histograms are counted together",
        ),
    },
    "one": {
        "number_of_unique_colors": (
            "count the different colours in the histogram",
            "say how many colours the histogram has",
            "find the number of colours that the histogram counts",
        ),
        "unique_colors": (
            "list the different colours in the histogram",
            "name every colour that the histogram has",
            "write down the colours of the histogram without their counts",
        ),
    },
}
