"""What a study says, in lines."""

from collections.abc import Iterator

from winset.case.case import Case
from winset.report.drawn import moved
from winset.report.page import TITLES, day, headline, percent
from winset.study.draws.uncertain import Fan
from winset.study.figure import Figure
from winset.study.flips.flip import NumberFlip
from winset.study.study import Study


def lines(study: Study, case: Case) -> Iterator[str]:
    """Yield what a study says, line by line: the headline at the modes, what the draws say, and what to ask next."""
    yield from headline(study, case)
    if study.uncertain:
        yield from _drawn(study)
    for left in study.survivors[:1]:
        yield f"Signed, ratified and kept {left.bar.years:g} years: {left.why}"
    for one in study.flips.headlines if study.flips else ():
        if one.numbers:
            flip = one.numbers[0]
            yield f"{TITLES.get(one.name, one.today)}: changes first if {_turned(flip)}. Then: {flip.becomes}."
    asked = study.influence.ask_next if study.influence else ()
    for name in dict.fromkeys(one.figure for one in asked):
        told = [f"{one.says} ({moved(one.change.value, name)})" for one in asked if one.figure == name]
        yield f"What would tell most of this: {name}? {'; '.join(told[:3])}."


def _turned(flip: NumberFlip) -> str:
    """Return what one number would have to be, and whether that is within its band."""
    says = f"{flip.says[:1].lower()}{flip.says[1:]}"
    where = "inside its band" if flip.inside else f"outside its band of {flip.low:.4g} to {flip.high:.4g}"
    return f"{says} were {'beyond ' if flip.beyond else ''}{flip.to:.4g} instead of {flip.start:.4g}, {where}"


def _drawn(study: Study) -> Iterator[str]:
    drawn = study.uncertain
    assert drawn is not None
    why = {"draws": "", "precision": ", enough for the precision asked for", "time": ", all that the time allowed"}[drawn.stopped]
    yield f"Over {drawn.draws:,} draws{why} (± is the error of sampling):"
    for one in drawn.zone:
        yield f"  signed on {day(one.day)}, some package is acceptable to all in {_share(one.open)} of draws"
    for line in drawn.packages:
        said = [f"acceptable {_share(line.signed)}", f"efficient {_share(line.efficient)}"]
        if line.whole:
            said.append(f"ratified {_fan(line.whole)}")
        if line.lasts:
            said.append(f"kept {drawn.horizon:g} years {_fan(line.lasts[drawn.years.index(drawn.horizon)])}")
        yield f"  {line.name}: {'; '.join(said)}"


def _share(figure: Figure) -> str:
    return f"{percent(figure.value)} (± {percent(((figure.high or 0) - (figure.low or 0)) / 2)})"


def _fan(fan: Fan) -> str:
    return f"{percent(fan.at[2])} ({percent(fan.at[0])} to {percent(fan.at[4])})"
