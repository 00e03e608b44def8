"""Titles of groups as an index or a link gives them, in one form: so that two sections of one title are one group.

In:  title_of("Index entries for sequences related to <i>Benford's</i> law")
Out: "sequences related to Benford's law"
"""

import html
import re

_LONGEST = 100  # characters; what is longer is a sentence, no title
_TAG = re.compile(r"<[^>]*>")
_LEAD = re.compile(r"(?i)^(?:index\s+(?:entries\s+)?(?:for|to|of)\s+(?:(?:the|all)\s+)?)?")
_TAIL = re.compile(r"(?i)[\s,:;.]*(?:,\s*(?:sequences\s+)?(?:related\s+to|etc))?[\s,:;.*]*$")
_A_NUMBER = re.compile(r"\bA[0-9]{6,7}\b")


def title_of(text: str) -> str:
    """The title, or "" where the text is none: too long, without a letter, or with an A-number, which would tell."""
    plain = " ".join(html.unescape(_TAG.sub(" ", text)).replace('"', "'").split())
    title = _TAIL.sub("", _LEAD.sub("", plain), count=1)
    fits = 2 < len(title) <= _LONGEST and any(map(str.isalpha, title)) and not _A_NUMBER.search(title)
    return title if fits and title.isprintable() else ""


def slug(title: str) -> str:
    """The title in an id: lower case, hyphens between words."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:48]
