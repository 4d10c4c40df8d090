"""Whether a text is in English, judged by its commonest little words."""

import re

from winset.read.english.words import word_set

_ENGLISH = word_set(
    """the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you
    were her she all would there their we him been has when who will more no if out so said what up its about into than them can
    only other time new some could these two may then do first any my now such like our over"""
)
_OTHERS = {
    "German": word_set(
        "der die das und ist nicht mit den dem ein eine von zu auf für im sich auch werden hat sagte dass bei nach wie aus"
    ),
    "French": word_set(
        "le la les des et est une que pour dans qui sur pas plus par avec ce il sont du au elle mais ont été cette ses"
    ),
    "Spanish": word_set(
        "el la los las que una por con para del se es su al como más pero sus ha dijo este fue entre también sobre"
    ),
    "Italian": word_set("il di che la per una con sono della del gli non si ha nel alla anche più delle dei è stato come suo"),
    "Portuguese": word_set("o que de do da em um para com não uma os no se na por mais as dos como foi ao ele das à seu sua ou"),
    "Dutch": word_set("de het een van en dat niet met voor op zijn aan er ook bij door maar naar heeft uit wordt om over hij"),
    "Polish": word_set("nie się na jest że do to jak co ale po tak od przez za dla przy już być czy ze jego oraz"),
    "Turkish": word_set("bir ve bu da de için ile olarak çok daha olan ne en gibi ki sonra kadar var dedi"),
}
SAMPLE = 3_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = (
    ("a Cyrillic script", "\u0400", "\u052f"), ("Arabic script", "\u0600", "\u06ff"), ("Hebrew script", "\u0590", "\u05ff"),
    ("Chinese characters", "\u4e00", "\u9fff"), ("Japanese script", "\u3040", "\u30ff"), ("Korean script", "\uac00", "\ud7af"),
    ("Greek script", "\u0370", "\u03ff"), ("Devanagari", "\u0900", "\u097f"),
)  # fmt: skip


def language(text: str) -> str | None:
    """Return "en" for English, the name of another language or script, or null where there is too little text to tell.

    >>> language("The talks will go on, and the minister said that they were good for all of us.")
    'en'
    >>> language("Der Minister sagte, dass die Gespräche nicht mit dem Abkommen enden und auch für die Länder wichtig sind.")
    'German'
    """
    words = list(map(str.lower, _WORD.findall(text[:SAMPLE])))
    if len(words) < 8:
        script = _script("".join(words))
        return script if script and len("".join(words)) >= 8 else None
    english = sum(map(_ENGLISH.__contains__, words)) / len(words)
    if english >= 0.2:
        return "en"
    script = _script("".join(words))
    if script:
        return script
    rates = {name: sum(w in little for w in words) / len(words) for name, little in _OTHERS.items()}
    best = max(rates, key=lambda name: rates[name])
    if rates[best] > max(0.15, 1.5 * english):
        return best
    return "en" if english >= 0.08 else None


def _script(letters: str) -> str | None:
    counts = {name: sum(first <= c <= last for c in letters) for name, first, last in _SCRIPTS}
    best = max(counts, key=lambda name: counts[name])
    return best if letters and counts[best] > len(letters) / 2 else None
