"""Attributions within one paragraph: which words each cue attributes, and how quotations go on from sentence to sentence."""

from collections.abc import Sequence

from winset.read.attribution.content import content_of
from winset.read.attribution.found import BARE, Found, Opinion
from winset.read.attribution.grammar import has_verb, is_word, looks_finite
from winset.read.attribution.phrase import EXPRESSING, REFUSING, according_to, expressed, refusals
from winset.read.attribution.subject import main_subject, noun_phrase
from winset.read.attribution.verb import verbs
from winset.read.english.cues import CUES, Frame
from winset.read.text.token import Sentence

SHORTEST_SENTENCE_QUOTED = 4
_RESTATING = ("restate", "repeat", "reiterate")


def attributions(paragraph: Sequence[Sentence], opinion: Opinion | None = None) -> list[Found]:
    """Return the attributions of a paragraph, in order of their cues, after a second opinion where there is one."""
    out: list[Found] = []
    open_quote: int | None = None
    pending: list[int] = []
    for number, s in enumerate(paragraph):
        found = _in_sentence(s, number)
        found = _going_on(s, opinion(s, number, found) if opinion else found)
        if _only_quotation(s) and not found:
            if open_quote is not None:
                owner = out[open_quote]
                out[open_quote] = owner._replace(more=(*owner.more, (number, 0)))
            else:
                pending.append(number)
            continue
        found = [f for f in found if f.content or not pending or f.form.frame & Frame.CLAUSE]
        if pending and found and not found[0].content and found[0].form.frame & (Frame.CLAUSE | Frame.QUOTED):
            found[0] = found[0]._replace(more=tuple((p, 0) for p in pending))
            pending = []
        out += [Found(p, ((0, 1),), None, None, BARE) for p in pending]
        pending = []
        kept = [f for f in found if f.content or f.more]
        open_quote = len(out) + len(kept) - 1 if kept and _quotes_end(paragraph, kept[-1]) else None
        out += kept
    return out + [Found(p, ((0, 1),), None, None, BARE) for p in pending]


def _going_on(s: Sentence, found: list[Found]) -> list[Found]:
    """Give a quotation that its attribution splits its second half: “…,” she told the hall on Sunday, “and …”."""
    if not found:
        return found
    loose = [i for i, t in enumerate(s) if t.quotation is not None and t.text[1:2].islower()]
    taken = {i for f in found for a, b in f.content for i in range(a, b)} if loose else set()
    for i in (i for i in loose if i not in taken):
        for k, f in enumerate(found):
            if f.cue is None or f.more or not f.content or not f.content[-1][1] <= min(f.cue) <= i:
                continue
            last = s[f.content[-1][1] - 1]
            if last.quotation is not None and last.text.rstrip("\"”“’'»")[-1:] in ",-—–" and s[i - 1].low in (",", "—", "–", "-"):
                found[k] = f._replace(content=(*f.content, (i, i + 1)))
                break
    return found


def _heads(s: Sentence, i: int) -> bool:
    """Whether the words before a colon and a quotation name who says it: Health chief: “…”"""
    plain = [t for t in s[: i - 1] if is_word(t) and not t.capital]
    return not plain or (i == len(s) - 1 and s[0].capital and i <= SHORTEST_SENTENCE_QUOTED and not has_verb(s, (0, i - 1)))


def _only_quotation(s: Sentence) -> bool:
    return s[0].quotation is not None and not any(t.quotation is not None or is_word(t) for t in s[1:])


def _quotes_end(paragraph: Sequence[Sentence], f: Found) -> bool:
    """Whether an attribution holds a quotation that a following one may go on with."""
    s = paragraph[f.sentence]
    return bool(f.more) or any(
        s[i].quotation is not None and len(s[i].text.split()) >= 2 for a, b in f.content for i in range(a, b)
    )


def _in_sentence(s: Sentence, number: int) -> list[Found]:
    last = s[-1].quotation
    if last is not None and last.turn and len(s) > 2:
        return [Found(number, ((len(s) - 1, len(s)),), (0, len(s) - 2), (len(s) - 2, len(s) - 1), BARE)]
    lows = {t.low for t in s}
    cues = [] if CUES.keys().isdisjoint(lows) else verbs(s)
    according = [i for i, t in enumerate(s[:-1]) if t.low == "according" and s[i + 1].low == "to"] if "according" in lows else []
    found = [] if REFUSING.isdisjoint(lows) else refusals(s, number)
    found += [] if EXPRESSING.isdisjoint(lows) else expressed(s, number)
    if not cues and not according and not found:
        return _bare(s, number)
    for k, verb in enumerate(cues):
        content = content_of(s, cues, k, according)
        if (
            verb.found == "participle"
            and verb.form.lemma in _RESTATING
            and content
            and s[content[0][0]].low != "that"
            and s[content[0][0]].quotation is None
        ):
            continue
        found.append(Found(number, content, verb.subject, (verb.start, verb.end), verb.form, verb.found, negated=verb.negated))
    for i in according:
        one = according_to(s, i, number)
        if one:
            found.append(one)
    if not any(f.content for f in found):
        bare = _bare(s, number)
        return bare or found
    return found


def _bare(s: Sentence, number: int) -> list[Found]:
    """A quotation whose verb is not a known cue: he paused, “…”; or a name and a colon."""
    for i, token in enumerate(s):
        if token.quotation is None or len(token.text.split()) < SHORTEST_SENTENCE_QUOTED:
            continue
        if i >= 2 and s[i - 1].low in (",", ":") and token.text[1:3].lstrip("“\"'‘")[:1].isupper():
            subject = main_subject(s, i - 1)
            if subject is None and s[i - 1].low == ":" and i <= 6 and _heads(s, i):
                subject = (0, i - 1)
            if subject:
                return [Found(number, ((i, i + 1),), subject, (subject[1], i), BARE)]
        if i == 0 and len(s) > 2 and token.text.rstrip("\"”“’'")[-1:] in ",?!":
            for j in range(2, min(len(s), 14)):
                low = s[j].low
                if (low.endswith("ed") and looks_finite(s, j)) or (
                    low.endswith("s") and s[j - 1].capital and not s[j].capital and low != "'s"
                ):
                    subject = noun_phrase(s, j)
                    if subject and subject[0] == 1:
                        return [Found(number, ((0, 1),), subject, (j, j + 1), BARE)]
    return []
