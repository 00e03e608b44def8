r"""The words around a final answer: what announces it, what follows it, what takes it back. Lists of phrases, no logic.

Each constant is the source of a pattern over plain text (`plain.visible`), read without regard to case.

In:  "So the next term of the sequence is 34, since 13 + 21 = 34."
Out: ANNOUNCED matches "next term of the sequence is "; "34" is read; ", since" opens an EXPLANATION
"""

_ADVERB = r"(?:\w+ly|also|then|now|thus|hence|therefore|so|just|still|indeed|of course|in fact)"
_BE = (
    rf"(?:is|was|are|were|becomes?|equals?|reads?|remains"
    rf"|(?:would|will|should|must|may|can|could|has to|have to|ought to|needs to|appears to|seems to)"
    rf"(?:\s+{_ADVERB})?\s+be|(?:turns|comes|works)\s+out\s+(?:to\s+be|to|as|at)|comes\s+to|'s|'ll\s+be|'d\s+be)"
)
_NOT = r"(?:n't|n’t|\s+not\b|\s+never\b|\s+hardly\b|\s+neither\b)"
LINK = rf"(?:\s*(?:::?|==?>?|->|→|⇒|\s[-–—]+\s)\s*|\s*\b{_BE}\b(?P<not>{_NOT})?(?:\s+{_ADVERB}\b,?)*\s*[:=]?\s*)"

_ORDINAL = r"(?:\d+(?:st|nd|rd|th)|nth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth)"
_WHICH = (
    rf"(?:next|missing|following|hidden|omitted|absent|final|unknown|required|requested|desired|wanted|sought|correct"
    rf"|right|masked|blank|removed|subsequent|upcoming|{_ORDINAL})"
)
_TERM = r"(?:term|number|value|element|entry|entries|integer|item|member|fraction|figure|digit|word|one|letter|choice|option)s?"
_GAP = (
    r"(?:\s*\((?:[^()\n]{0,60})\)|,?[ \t]+(?:to|of|for|in|on|at|here|after|before|following|that|which|we|you|from|with"
    r"|should|would|and\s+therefore\s+the\s+answer|given|above|below|as)\b(?:[^.:=?!\n]|\.(?=[0-9])){0,70}?)??"
)
_ANSWER = r"(?:(?:final|correct|right|complete|full|exact|numeric(?:al)?|my|your|our|the)\s+)*(?:answers?|results?|solutions?|guess|response)"
_NOUN = (
    rf"(?:{_ANSWER}"
    rf"|{_WHICH}(?:[ \t]+(?:(?!answer)\w+[ \t]+){{0,2}}?{_TERM})"
    r"|(?:(?:correct|original|right|proper|restored|true|ascending|intended|actual|full)\s+)+(?:order(?:ing)?|arrangement)"
    r"|(?:order(?:ing)?|arrangement)"
    r"|my\s+(?:choice|pick|selection|vote|bet)"
    r"|(?:(?:sequence|series)\s+)?(?:name|title)(?:\s+of\s+(?:the|this)\s+(?:sequence|series))?|A-number(?:\s+of\s+(?:the|this)\s+sequence)?)"
)
_CONTINUES = (
    r"(?:continu(?:es?|ing|ed)|goes\s+on|carries\s+on|proceeds|resumes)\s+(?:with|as|to|at)(?:\s+the\s+(?:\w+\s+)?(?:number|term|value))?\s*[:,]?\s*"
    r"|\bcontinues\s*:\s*"
    r"|\bfollowed\s+by\s*:?\s*"
    r"|\bnext(?:\s+up|\s+in\s+line|\s+one|\s+in\s+the\s+(?:sequence|list|series))?(?:\s*[:=]|\s+(?:is|comes|must\s+come|would\s+be|should\s+be|will\s+be|must\s+be))\s*"
    r"|\bthen\s+comes\s+"
    r"|(?:sequence|series|it|this|these|they|numbers|terms)\s+(?:is|are)\s+(?:\w+ly\s+|also\s+)?(?:called|known\s+as|named)\s+"
    r"|\bsequence\s*:\s*(?=[A-Za-z])"
)
_CHOOSE = (
    r"\bI(?:'d|'ll|'m|\s+(?:would|will|am|have))?\s+(?:therefore\s+|thus\s+|hence\s+|then\s+|so\s+)?"
    r"(?:choose|chose|chosen|choosing|pick(?:ing|ed)?|select(?:ing|ed)?|go(?:ing)?\s+(?:with|for)|went\s+with|opt(?:ing)?\s+for|vote\s+for|answer)\s*:?\s*"
)
_ABROAD = (
    r"(?:最终|正确|因此|所以|最后)?(?:的)?答案\s*(?:应该|应|就|便|将|为|是|:|=|即)+\s*(?P<zh>不是)?"
    r"|下一?个?(?:数字|数|项|项数)?\s*(?:应该|应|就|将|会)?\s*(?:是|为|:)\s*"
    r"|(?:结果|结论)\s*(?:是|为|:)\s*"
    r"|答えは|正解は|答え\s*:|次の(?:項|数|数字)は|(?:정답|답)\s*(?:은|:)"
    r"|\b(?:lautet|(?:richtige\s+|endg\w+\s+)?(?:antwort|lösung|ergebnis))\b(?:\s*(?:ist|lautet|:))+(?:\s+also)?"
    r"|\b(?:nächste|folgende)\s+(?:zahl|term|glied|element|folgenglied)\s+(?:ist|lautet|wäre)(?:\s+also)?"
    r"|\bréponse(?:\s+\w+)?\s*(?:est|:)+(?:\s+donc)?|\b(?:terme|nombre)\s+suivant\s+est|\bprochaine?\s+(?:terme|nombre|valeur)\s+est"
    r"|\b(?:respuesta|resposta|risposta|solución|soluzione|resultado|risultato)(?:\s+(?!no\b|non\b|não\b)\w+)?\s*(?:es|é|è|:)+"
    r"|\b(?:siguiente|próximo|prossimo)\s+(?:término|número|termo|numero|termine)\s+(?:es|é|è)"
    r"|\bответ\s*[:—-]?|\bследующее\s+число\s*[:—-]+"
)
_HEADING = (
    r"(?m:^\W*(?:(?:the|my)\s+)?(?:final\s+|correct\s+)?(?:answer|result|solution)(?:\s+is)?\W*$)"
)
ANNOUNCED = rf"(?i)(?:\b{_NOUN}{_GAP}{LINK}|\b{_CONTINUES}|{_CHOOSE}|{_ABROAD}|{_HEADING})"

# Before an announcement, in the same clause: then it is no statement.
UNSTATED = (
    r"(?i)(?:\b(?:if|whether|unless|suppose|supposing|assum(?:e|es|ing)|imagine|doubt|say\s+that|(?:might|may|could|would|can)"
    r"\s+(?:first\s+|also\s+|easily\s+)?(?:think|say|guess|expect|claim|argue|believe|conclude|answer)|tempt(?:ed|ing)"
    r"|(?:wrong|false|incorrect|mistake)\s+(?:to|that)|(?:you|they|he|she|it|someone|somebody|some|others|many|people|students?)\s+"
    r"(?:have\s+|had\s+|may\s+have\s+)?(?:said|says?|claim(?:s|ed)?|think(?:s)?|thought|wrote|suggest(?:s|ed)?|believed?s?|argued?))\b"
    r"|(?:n't|\bnot|\bnever|\bcannot|\bhardly)\s+(?:think|believe|say|mean|agree|claim|sure|know|certain|convinced|conclude|true|the\s+case"
    r"|correct|right)\b)[^.,:;!?\n]*$"
)
# Between an announcement and the value.
_ONE = r"(?:a|the|an|just|only|simply|exactly|precisely|certainly|clearly|definitely|obviously|likely|probably|most\s+likely)"
FILLER = (
    rf"(?:{_ADVERB}|{_ONE}|equal\s+to|given\s+by|going\s+to\s+be|as\s+follows|that|is|be|it\s+is|it's"
    r"|in\s+(?:this|that|the\s+(?:right|correct|given))?\s*order|(?:the\s+)?(?:correct\s+|final\s+|next\s+|integer\s+|single\s+|prime\s+|ordered\s+)?"
    r"(?:number|integer|value|fraction|decimal|list|sequence|term|option|choice|letter|answer|ratio|tuple|order)s?"
    r"|[:=]|[#>•]+|-\s)"
)
# What may stand before the value in a line that is nothing but the answer.
PREAMBLE = (
    r"(?:(?:so|thus|therefore|hence|then|and|finally|consequently|accordingly|in\s+conclusion|as\s+a\s+result|ok|okay|sure|yes|well"
    r"|right|done|alright|great|overall|in\s+short|that\s+is|i\.e\.|namely|of\s+course|certainly)\b[,!.:]*"
    r"|(?:it|that|this|which|they|these|those)(?:'s|\s+(?:is|are|was|must\s+be|should\s+be|would\s+be|will\s+be|has\s+to\s+be|equals|gives|makes|yields|means))(?:\s+(?:us|me))?(?:\s+called|\s+known\s+as)?"
    r"|(?:i|we|you)(?:'d|'ll|\s+would|\s+can|\s+must|\s+should)?\s+(?:get|have|obtain|find|think|believe|guess|say|conclude|arrive\s+at|end\s+up\s+with|reach|need|suggest|expect)(?:\s+that)?(?:\s+it(?:'s|\s+is))?"
    r"|my\s+(?:guess|answer)\s+(?:is|would\s+be)"
    r"|(?:the\s+|our\s+|its\s+)?(?:(?:previous|preceding|last|first|second|third|prior|earlier|new|required|two|three|four|five|missing|next|\d+(?:st|nd|rd|th))\s+)*(?:term|number|value|element|entry|integer|sequence|series|list|run|position)s?(?:\s+(?:at|before|of|in|for|with|from|preceding)\b[^.=:?!\n]{0,50}?)?\s*(?:is|are|was|were|would\s+be|must\s+be|should\s+be|shows?|lists?|=|:))"
)
# A unit, up to four words of it, none of which turns the value into a part of something else.
_STOP = (
    r"or|and|is|are|was|were|be|been|isn|aren|not|nor|than|less|fewer|more|greater|larger|smaller|minus|plus|times|divided|multiplied|but"
    r"|to|through|till|until|mod|modulo|vs|versus|maybe|perhaps|possibly|which|since|because|as|so|then|comes|follows|would|could|might|may"
    r"|x|e|in|million|billion|trillion|thousand|hundred|dozen|k|has|have|had|does|do|can|cannot|appears|seems|will|must|should|gives|after|before|squared|cubed|factorial|percent\s+of|without|except"
)
_SHORT = r"km|cm|mm|nm|m|kg|g|mg|lbs?|oz|hrs?|h|s|ms|mins?|ft|in|mph|mL|ml|L|l|°C|°F|°|USD|EUR|km/h|m/s"
UNIT = rf"(?:\s*(?:%|°|€|£|¥|\$|(?![万亿千百十])[\u4e00-\u9fff]{{1,3}})|\s?(?:{_SHORT})\b(?:\^?-?[0-9])?|(?:[\s~-]+(?!(?:{_STOP})\b)[A-Za-zµ²³°][A-Za-zµ²³°/%^'-]*){{1,4}})"
# What opens an explanation; what stands behind it is not read.
EXPLANATION = (
    r"(?:\s*(?:[.!?;:(\[—–]|\.\.\.)(?=$|[^0-9])|\s*[(\[]|\s*[\n]|\s+-+\s+(?![0-9(])|\s*(?:≈|≃|\\approx)"
    r"|\s*,\s*(?!(?:or|and|maybe|perhaps|possibly|not)\b|[-+0-9])"
    r"|\s*,?\s*\b(?:since|because|as|for|which|so|where|given|by|after|when|from|due|obtained|being|that|while|but|follow(?:s|ing)|with"
    r"|based|if|using|and\s+(?!(?:\w+\s+){0,2}[-+0-9(\[])|not|via|thanks|in(?!\s+(?:the\s+)?(?:reverse|opposite|descending))|at|rather|instead\s+of|according|per|giving|making|completing)\b"
    r"|\s*(?:です|である|。|입니다|이다|吧|哦)|\s*<|\s*$)"
)
# Another value beside the first: "33 or 34", "33, maybe 34".
ALSO = (
    r"\s*[,;(\[]*\s*(?:(?:and/or|or|and|&|/|to|through|vs\.?|versus|maybe|perhaps|possibly|alternatively|else)[\s,:]*"
    r"(?:(?:else|even|also|just|be|is|it's|it\s+is|maybe|perhaps|possibly|then|the|about|as|well|if|rather|not|probably|likely|really)[\s,]+)*|,\s*)"
)
HEDGED = (
    r"(?i)\b(?:or|maybe|perhaps|possibly|alternatively|(?:could|might|may)(?:\s+(?:also|well|as\s+well|equally|even|just))*\s+be)\b[\s,:(]*"
    r"(?:(?:else|even|also|just|be|is|it's|it\s+is|the\s+answer\s+is|maybe|perhaps|possibly|then|really|actually)[\s,]+)*"
)
# Said after the value about "it": takes the value back.
RETRACTED = (
    r"(?i)\b(?:(?:that|this|it|which|the\s+above|my\s+answer|but\s+this)(?:'s|\s+(?:is|was|seems|must\s+be|can))(?:\s*n't|\s+not|not)?\s+"
    r"(?:\w+ly\s+)?(?:wrong|incorrect|mistaken|false|a\s+mistake|an\s+error|nonsense)"
    r"|(?:that|this|it)(?:'s|\s+(?:is|was|does|do|could|must|would))?(?:\s*n't|\s+not|\s+can't|\s+cannot)\s+(?:seem\s+|look\s+)?(?:be\s+)?(?:quite\s+|the\s+)?"
    r"(?:right|correct|answer|it|true|possible)\b|i\s+disagree|that\s+does(?:n't|\s+not)\s+(?:work|fit)"
    r"|scratch\s+that|i\s+(?:was|am|made|made\s+a)\s+(?:wrong|mistaken|an?\s+error|mistake)|never\s+mind|just\s+kidding|no,\s+wait|wait,\s+no|correction\s*:"
    r"|on\s+second\s+thought|let\s+me\s+correct|i\s+take\s+(?:that|it)\s+back)"
)
# Said right behind the value.
DENIED = (
    r"\s*(?:(?:is|was|are|were|can|could|would)(?:\s*n't|\s+not|not)(?:\s+be)?\s+(?:the\s+|a\s+|my\s+|quite\s+)?(?:final\s+|next\s+|correct\s+|right\s+|valid\s+|possible\s+)*"
    r"(?:answer|correct|right|term|number|value|it|option|choice|true|possible|next|one|solution|order|sequence)?"
    r"|(?:is|was|are|would\s+be|seems)\s+(?:\w+ly\s+)?(?:wrong|incorrect|false|not|excluded|ruled\s+out|impossible|a\s+mistake|a\s+distractor))\b"
)
# Behind a value, makes a statement of it: "34 is the next term", "34 comes next".
STATED = (
    r"(?i)(?<!\b(?:this|that|it|which|what|there|here))\s+(?:(?:is|are|was|would\s+be|must\s+be|should\s+be|will\s+be|has\s+to\s+be|can\s+only\s+be|seems\s+to\s+be)(?P<not>\s*n't|\s+not)?\s+(?:\w+ly\s+)?(?:the|my|our|your)?\s*"
    r"(?:(?:final|correct|right|next|missing|only|most\s+likely|one|best)\s+)*"
    r"(?:answer|term|number|value|option|choice|result|solution|order|next|missing|correct|right|one)\b(?!\s*(?:is|are|was|than|by|of\s+these|:|=))"
    r"|(?:comes|follows|must\s+come|would\s+come|should\s+come|will\s+come|goes)\s+next\b)"
)
