r"""The words that take a final answer back, deny it, or put another beside it. Lists of phrases, no logic.

As in `cues`, the sources of patterns over plain text in lower case; each has a list of words, one of which is in
whatever it matches, for looking for words is cheaper.

In:  "The answer is 33. Wait, that can't be right."
Out: RETRACTED matches "that can't be right"
"""

# Before an announcement, in the same clause: then it is no statement.
UNSTATED = (
    r"(?:\b(?:if|whether|unless|suppose|supposing|assum(?:e|es|ing)|imagine|doubt|say\s+that"
    r"|(?:might|may|could|would|can)\s+(?:first\s+|also\s+|easily\s+)?"
    r"(?:think|say|guess|expect|claim|argue|believe|conclude|answer)|tempt(?:ed|ing)"
    r"|(?:wrong|false|incorrect|mistake)\s+(?:to|that)"
    r"|(?:you|they|he|she|it|someone|somebody|some|others|many|people|students?)\s+(?:have\s+|had\s+|may\s+have\s+)?"
    r"(?:said|says?|claim(?:s|ed)?|thinks?|thought|wrote|suggest(?:s|ed)?|believed?s?|argued?))\b"
    r"|(?:n't|\bnot|\bnever|\bcannot|\bhardly)\s+(?:think|believe|say|mean|agree|claim|sure|know|certain|convinced"
    r"|conclude|true|the\s+case|correct|right)\b"
    r"|\brefuse\s+to\b|\bno\s+way\b|\b(?:wrong|incorrect|false|bad|user's|student's|their|his|her|your)\s+(?:\w+\s+)?$"
    r"|\bnot\s+(?:the\s+)?$)"
)
UNSTATED_WORDS = tuple(
    "if whether unless suppos assum imagine doubt say think thought guess expect claim argue believe conclude might"
    " tempt wrong false incorrect mistake said wrote suggest not n't never hardly"
    " refuse way bad user student their his her your".split()
)
# Another value beside the first: "33 or 34", "33, maybe 34".
ALSO = (
    r"\s*[,;(\[]*\s*(?:(?:and/or|or|and|&|/|to|through|vs\.?|versus|maybe|perhaps|possibly|alternatively|else)[\s,:]*"
    r"(?:(?:else|even|also|just|be|is|it's|it\s+is|maybe|perhaps|possibly|then|the|about|as|well|if|rather|not"
    r"|probably|likely|really)[\s,]+)*|[,;]\s*)"
)
# The same, further on: "It could also be 33."
HEDGED = (
    r"\b(?:or|maybe|perhaps|possibly|alternatively"
    r"|(?:could|might|may)(?:\s+(?:also|well|as\s+well|equally|even|just))*\s+be)\b[\s,:(]*"
    r"(?:(?:else|even|also|just|be|is|it's|it\s+is|the\s+answer\s+is|maybe|perhaps|possibly|then|really"
    r"|actually)[\s,]+)*"
)
HEDGED_WORDS = ("or ", "maybe", "perhaps", "possibly", "alternatively", "could ", "might ", "may ")
# Said after the value about "it": takes the value back.
RETRACTED = (
    r"(?:\b(?:that|this|it|which|the\s+above|my\s+answer)(?:'s|\s+(?:is|was|seems|must\s+be|can))"
    r"(?:\s*n't|\s+not)?\s+(?:\w+ly\s+)?(?:wrong|incorrect|mistaken|false|a\s+mistake|an\s+error|nonsense)"
    r"|(?:that|this|it)(?:'s|\s+(?:is|was|does|do|could|must|would))?(?:\s*n't|\s+not|\s+can't|\s+cannot)\s+"
    r"(?:seem\s+|look\s+)?(?:be\s+)?(?:quite\s+|the\s+)?(?:right|correct|answer|it|true|possible)\b"
    r"|\.\.\.?\s*(?:no|nope|oops)\b|(?:^|[.!—–-])\s*(?:no,|nope|oops|sorry,)"
    r"|(?:is|are|would\s+be|may\s+be)\s+also\s+(?:possible|acceptable|plausible|valid|correct|right|an?\s+answer)\b(?!\s+to\b)"
    r"|\bactually,?\s+(?:it|the|that|no\b|\()|i\s+meant\b|\bedit\s*:|correcting\s+myself|\bno!|strike\s+that"
    r"|let\s+me\s+(?:recompute|recalculate|redo|start\s+over|try\s+again)|i\s+now\s+get\b"
    r"|(?:fits|works)\s+(?:as\s+well|too|equally)|i\s+know\s+to\s+be\s+(?:wrong|false)|;\s*otherwise\b"
    r"|i\s+disagree|that\s+does(?:n't|\s+not)\s+(?:work|fit)|scratch\s+that"
    r"|i\s+(?:was|am|made|made\s+a)\s+(?:wrong|mistaken|an?\s+error|mistake)|never\s+mind|just\s+kidding"
    r"|no,\s+wait|wait,\s+no|correction\s*:|on\s+second\s+thought|let\s+me\s+correct|i\s+take\s+(?:that|it)\s+back)"
)
RETRACTED_WORDS = (
    "wrong", "incorrect", "mistake", "error", "false", "nonsense", "n't", "not", "disagree", "scratch", "never mind",
    "kidding", "wait", "correct", "second thought", "take", "no,", "nope", "oops", "sorry", "also", ".. no",
    "actually", "meant", "edit", "no!", "strike", "let me", "now get", "fits", "works", "otherwise",
)  # fmt: skip
# Said right behind the value.
DENIED = (
    r"\s*(?:(?:is|was|are|were|can|could|would)(?:\s*n't|\s+not|not)(?:\s+be)?\s+(?:the\s+|a\s+|my\s+|quite\s+)?"
    r"(?:final\s+|next\s+|correct\s+|right\s+|valid\s+|possible\s+)*"
    r"(?:(?:answer|correct|right|term|number|value|it|option|choice|true|possible|next|one|solution|order|sequence)\b"
    r"|(?=[.,!;]|\s*$))|(?:is|was|are|would\s+be|seems)\s+(?:\w+ly\s+)?"
    r"(?:wrong|incorrect|false|not|excluded|ruled\s+out|impossible|a\s+mistake|a\s+distractor)\b)"
)
DENIED_WORDS = (
    "n't",
    "not",
    "wrong",
    "incorrect",
    "false",
    "excluded",
    "ruled out",
    "impossible",
    "mistake",
    "distractor",
)
