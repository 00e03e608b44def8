r"""The words around a final answer: what announces it, what states it, what follows it. Lists of phrases, no logic.

Each constant is the source of a pattern over plain text (`plain.visible`) in lower case; `doubts` holds the words that
take an answer back.

In:  "So the next term of the sequence is 34, since 13 + 21 = 34."
Out: ANNOUNCED matches "next term of the sequence is "; "34" is read; ", since" opens an EXPLANATION
"""

_ADVERB = (
    r"(?:clearly|simply|obviously|definitely|probably|likely|actually|certainly|exactly|precisely|surely|evidently"
    r"|really|necessarily|finally|naturally|consequently|accordingly|possibly|presumably|apparently|undoubtedly|only"
    r"|also|then|now|thus|hence|therefore|so|just|still|indeed|of course|in fact)"
)
_BE = (
    rf"(?:is|was|are|were|becomes?|equals?|reads?|remains"
    rf"|(?:would|will|should|must|may|can|could|has to|have to|ought to|needs to|appears to|seems to)"
    rf"(?:\s+{_ADVERB})?\s+be|(?:turns|comes|works)\s+out\s+(?:to\s+be|to|as|at)|comes\s+to|'s|'ll\s+be|'d\s+be)"
)
_NOT = r"(?:n't|n’t|\s+not\b|\s+never\b|\s+hardly\b|\s+neither\b)"
_LINK = rf"(?:[\"']?\s*(?:::?|==?>?|->|→|⇒|\s[-–—]+\s)\s*|\s*\b{_BE}\b(?P<not>{_NOT})?(?:\s+{_ADVERB}\b,?)*\s*[:=]?\s*)"
_GAP = (
    r"(?:\s*\((?:[^()\n]{0,60})\)|,?[ \t]+(?:to|of|for|in|on|at|here|after|before|following|that|which|we|you|from|with"
    r"|should|would|and\s+therefore\s+the\s+answer|given|above|below|as)\b(?:[^.:=?!\n]|\.(?=[0-9])){0,70}?)??"
)

_TERM = (
    r"(?:term|number|value|element|entry|entries|integer|item|member|fraction|figure|digit|word|one|letter|choice"
    r"|option)s?"
)
_WHICH = (
    r"(?:next|missing|following|hidden|omitted|absent|final|unknown|required|requested|desired|wanted|sought|correct"
    r"|right|masked|blank|removed|subsequent|upcoming)"
)
# "10th term", from where the ordinal ends; the first five are mostly told of the terms that are shown.
_ORDINAL = r"(?:(?<=[0-9])(?:st|nd|rd|th)|(?<=\b(?:n|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen))th)"
_NOUN = (
    rf"(?:answers?|results?|solutions?|guess|response|{_WHICH}(?:[ \t]+(?:(?!answer)\w+[ \t]+){{0,2}}?{_TERM})"
    rf"|{_ORDINAL}\s(?:term|number|value|element)|order(?:ing)?|arrangement"
    r"|(?<=\bmy\s+)(?:choice|pick|selection|vote|bet)"
    r"|(?:name|title|a-number)(?:\s+of\s+(?:the|this)\s+(?:sequence|series))?)"
)
_CONTINUES = (
    r"(?:(?:continu(?:es?|ing|ed)|goes\s+on|carries\s+on|proceeds|resumes)\s+(?:with|as|to|at)"
    r"(?:\s+the\s+(?:\w+\s+)?(?:number|term|value))?\s*[:,]?\s*"
    r"|continues\s*:\s*|followed\s+by\s*:?\s*|then\s+comes\s+|sequence\s*:\s*(?=[a-z])"
    r"|next(?:\s+up|\s+in\s+line|\s+one|\s+in\s+the\s+(?:sequence|list|series))?"
    r"(?:\s*[:=]|\s+(?:is|comes|must\s+come|would\s+be|should\s+be|will\s+be|must\s+be))\s*"
    r"|(?<=\b(?:is|are)\s+(?:\w+\s+)?)(?:called|known\s+as|named)\s+)"
)
_CHOOSE = (
    r"(?<=\bi(?:'d|'ll|'m|\s+(?:would|will|am|have))?\s+(?:(?:therefore|thus|hence|then|so)\s+)?)"
    r"(?:cho(?:ose|se|sen|osing)|pick(?:ing|ed)?|select(?:ing|ed)?|go(?:ing)?\s+(?:with|for)|went\s+with"
    r"|opt(?:ing)?\s+for|vote\s+for|answer)\s*:?\s*"
)
_ABROAD = (
    r"(?:答案\s*(?:应该|应|就|便|将|为|是|:|=|即)+\s*(?P<zh>不是)?"
    r"|下一?个?(?:数字|数|项|项数)?\s*(?:应该|应|就|将|会)?\s*(?:是|为|:)\s*|(?:结果|结论)\s*(?:是|为|:)\s*"
    r"|答えは|正解は|答え\s*:|次の(?:項|数|数字)は|(?:정답|답)\s*(?:은|:)"
    r"|(?:antwort|lösung|ergebnis)(?:\s*(?:ist|lautet|:))+(?:\s+also)?|lautet(?:\s+also)?\s*:?"
    r"|(?:nächste|folgende)\s+(?:zahl|term|glied|element|folgenglied)\s+(?:ist|lautet|wäre)(?:\s+also)?"
    r"|réponse(?:\s+\w+)?\s*(?:est|:)+(?:\s+donc)?|(?:terme|nombre)\s+suivant\s+est"
    r"|prochaine?\s+(?:terme|nombre|valeur)\s+est"
    r"|(?:respuesta|resposta|risposta|solución|soluzione|resultado|risultato)(?:\s+(?!no\b|non\b|não\b)\w+)?"
    r"\s*(?:es|é|è|:)+|(?:siguientes?|próximos?|prossim[oi])\s+(?:términos?|números?|termos?|numer[oi]|termin[ei])"
    r"\s+(?:es|é|è|son|são|sono)|(?:termes|nombres)\s+suivants\s+sont"
    r"|nächsten\s+(?:\w+\s+)?(?:zahlen|terme|glieder)\s+(?:sind|lauten)"
    r"|接下来的?[^\n。]{0,6}?(?:数字|数|项)\s*(?:是|为|:)\s*|다음\s*(?:수|항|숫자)는|(?:故|应|就|我)?选(?:择)?\s*:?\s*"
    r"|ответ\s*[:—-]?|следующее\s+число\s*[:—-]+)"
)
# A line that is nothing but "Final answer": the next line holds it.
_HEADING = (
    r"(?<=(?:^|\n)[^\w\n]*(?:(?:the|my)\s+)?(?:(?:final|correct)\s+)?)"
    r"(?:answer|result|solution)(?:\s+is)?[^\w\n]*(?=\n)"
)
ANNOUNCED = rf"(?:{_NOUN}{_GAP}{_LINK}|{_CONTINUES}|{_CHOOSE}|{_ABROAD}|{_HEADING})"
# What an announcement may begin with; it is tried only there.
HEADS = tuple(
    "answer result solution guess response next missing following hidden omitted absent final unknown required"
    " requested desired wanted sought correct right masked blank removed subsequent upcoming order arrangement"
    " choice pick selection vote bet name title a-number continu goes carries"
    " proceeds resumes then sequence called known choos chose select go opt went"
    " antwort ergebnis lautet folgende respuesta resposta risposta soluzione resultado risultato siguiente prossim"
    " prochain terme nombre".split()
)
HEADS_INSIDE = ("th term", "th number", "th value", "th element", "st term", "nd term", "rd term")  # of a word
HEADS_ABROAD = tuple(
    "答案 下 接下来 다음 故选 应选 就选 我选 选 结果 结论 答え 正解 次の 정답 답 ответ следующее lösung nächste réponse"
    " solución próximo".split()
)

# Words that announce nothing where answers are names, and others that do so only where they open a sentence.
IN_NAMES = tuple(
    "result solution missing following hidden omitted absent final unknown required requested desired wanted sought"
    " masked blank removed subsequent upcoming arrangement proper then proceeds resumes".split()
)
IN_MIDST = (
    "next",
    "order",
    "correct",
    "right",
    "sequence",
    "called",
    "known",
    "named",
    "continu",
    "name",
    "title",
    "a-number",
    "goes",
    "carries",
)

# Behind a value, makes a statement of it: "34 is the next term", "34 comes next".
STATED = (
    r"(?<!\b(?:this|that|it|which|what|there|here))\s+"
    r"(?:(?:is|are|was|(?:would|must|should|will|has\s+to|can\s+only|seems\s+to)\s+be)(?P<not>\s*n't|\s+not)?"
    r"\s+(?:the|my|our|your)?\s*"
    r"(?:(?:final|correct|right|next|missing|only|most\s+likely|one|best)\s+)*"
    r"(?:answer|term|number|value|option|choice|result|solution|order|next|missing|correct|right|one)\b"
    r"(?!\s*(?:is|are|was|than|by|:|=|of\b(?!\s+(?:the\s+|this\s+)?(?:sequence|series|run|list))))"
    r"|(?:(?:must|would|should|will)\s+)?(?:comes?|follows|goes)\s+next\b|fits\s+best\b|is\s+true\b)"
)
STATED_HEADS = tuple(
    f" {words}"
    for words in (
        "is the,is my,is our,is your,is not,isn't,is correct,is right,is next,is one,is only,is best,is most,are the"
        ",are not,aren't,are correct,are right,are next,was the,would be,must be,should be,will be,has to be,can only"
        ",seems to,comes next,come next,follows next,goes next,fits best,is true"
    ).split(",")
)

# Between an announcement and the value.
_ONE = r"(?:a|the|an|just|only|simply|exactly|precisely|certainly|clearly|definitely|obviously|likely|probably)"
FILLER = (
    rf"(?:{_ADVERB}|{_ONE}|most\s+likely|equal\s+to|given\s+by|going\s+to\s+be|as\s+follows|that|is|be|it\s+is|it's"
    r"|in\s+(?:this|that|the\s+(?:right|correct|given))?\s*order"
    r"|(?:the\s+)?(?:correct\s+|final\s+|next\s+|integer\s+|single\s+|prime\s+|ordered\s+)?"
    r"(?:number|integer|value|fraction|decimal|list|sequence|term|option|choice|letter|statement|candidate|answer|ratio|tuple"
    r"|order)s?|la\s+opción|opción"
    r"|[:=]|[#>•]+|-\s)"
)
# What may stand before the value in a line that is nothing but the answer.
_BEING = r"(?:is|are|was|must\s+be|should\s+be|would\s+be|will\s+be|has\s+to\s+be|equals|gives|makes|yields|means)"
PREAMBLE = (
    r"(?:(?:so|thus|therefore|hence|then|and|finally|consequently|accordingly|in\s+conclusion|as\s+a\s+result|ok|okay"
    r"|sure|yes|well|right|done|alright|great|overall|in\s+short|that\s+is|i\.e\.|namely|of\s+course|certainly)\b[,!.:]*"
    rf"|(?:it|that|this|which|they|these|those)(?:'s|\s+{_BEING})(?:\s+(?:us|me))?(?:\s+called|\s+known\s+as)?"
    r"|(?:i|we|you)(?:'d|'ll|\s+would|\s+can|\s+must|\s+should)?\s+(?:get|have|obtain|find|think|believe|guess|say"
    r"|conclude|arrive\s+at|end\s+up\s+with|reach|need|suggest|expect)(?:\s+that)?(?:\s+it(?:'s|\s+is))?"
    r"|my\s+(?:guess|answer)\s+(?:is|would\s+be)|a\s*:|sorted\s*:"
    r"|(?:the\s+)?(?:(?:sorted|correct|full|complete|completed|restored|exact)\s+)*(?:sum|total|product|probability"
    r"|average|mean|value|constant|(?:decimal\s+)?expansion|ratio|list|odd\s+one\s+out)\s*(?:is|are|equals|=|:)"
    r"|(?:the\s+|our\s+|its\s+)?(?:(?:previous|preceding|new|required|two|three"
    r"|four|five|missing|next|[0-9]+(?:st|nd|rd|th))\s+)*"
    r"(?:term|number|value|element|entry|integer|sequence|series|list|run|position)s?"
    r"(?:\s+(?:at|before|of|in|for|with|from|preceding)\b[^.=:?!\n]{0,50}?)?\s*"
    r"(?:is|are|was|were|would\s+be|must\s+be|should\s+be|shows?|lists?|=|:))"
)
# A unit, up to four words of it, none of which turns the value into a part of something else.
_STOP = (
    r"or|and|is|are|was|were|be|been|isn|aren|not|nor|than|less|fewer|more|greater|larger|smaller|minus|plus|times"
    r"|divided|multiplied|but|to|through|till|until|mod|modulo|vs|versus|maybe|perhaps|possibly|which|since|because|as"
    r"|so|then|comes|follows|would|could|might|may|x|e|in|million|billion|trillion|thousand|hundred|dozen|k|has|have"
    r"|had|does|do|can|cannot|appears|seems|will|must|should|gives|after|before|squared|cubed|factorial|without|except"
)
_SHORT = (
    r"(?:km/h|m/s|km|cm|mm|nm|mph|ms|mins?|mg|mL|ml|m|kg|g|lbs?|oz|hrs?|h|s|ft|in|L|l|°C|°F|°|USD|EUR)\b(?:\^?-?[0-9])?"
)
UNIT = (
    rf"(?:\s*(?:%|°|€|£|¥|\$|(?![万亿千百十])[\u4e00-\u9fff]{{1,3}})|\s?{_SHORT}"
    rf"|(?:[\s~-]+(?!(?:{_STOP})\b)[A-Za-zµ²³°][A-Za-zµ²³°/%^'-]*){{1,4}})"
)
# What opens an explanation; what stands behind it is not read.
EXPLANATION = (
    r"(?:\s*(?:[.!;:(\[]|\.\.\.)(?=$|[^0-9])|\s*[—–](?!\s*[0-9(])|\s*[(\[]|\s*\n|\s+-+\s+(?![0-9(])|\s*(?:≈|≃|\\approx)"
    r"|\s*,(?!\s*(?:(?:or|and|maybe|perhaps|possibly|not)\b|[-+0-9_?]))"
    r"|\s*,?\s*\b(?:since|because|as|for|which|so|where|given|by|after|when|from|due|obtained|being|that|while|but|with"
    r"|follow(?:s|ing)|based|if|using|and\s+(?!(?:\w+\s+){0,2}[-+0-9(\[])|not|via|thanks"
    r"|in(?!\s+(?:the\s+)?(?:reverse|opposite|descending))|at|rather|instead\s+of|according|per|to\s+(?:\w+\s+)?(?:decimal|significant)|giving|making"
    r"|completing)\b|\s*(?:です|である|입니다|이다|吧|哦)|\s*</?[a-z|]|\s*$)"
)
