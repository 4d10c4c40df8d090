"""Issues and options that a statement touches, by the case's own terms, and the party that a speaker speaks for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from winset.case.case import Case


@dataclass(frozen=True, slots=True)
class Glossary:
    """A case's words, ready to be looked for in a text."""

    issues: tuple[tuple[str, re.Pattern[str]], ...]
    options: tuple[tuple[tuple[str, str], re.Pattern[str]], ...]
    parties: Mapping[str, str]

    def touches(self, words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the issues and the options named in some words; an option brings its issue with it."""
        found = [pair for pair, pattern in self.options if pattern.search(words)]
        named = {name for name, pattern in self.issues if pattern.search(words)} | {issue for issue, _ in found}
        return tuple(name for name, _ in self.issues if name in named), tuple(option for _, option in found)

    def party(self, speakers: Iterable[str]) -> str | None:
        """Return the one party for which all of these speak, or nothing."""
        parties = {self.parties.get(speaker.lower()) for speaker in speakers}
        return parties.pop() if len(parties) == 1 else None


EMPTY = Glossary((), (), {})


def glossary(case: Case | None) -> Glossary:
    """Return a case's words; without a case, none."""
    if case is None:
        return EMPTY
    issues = tuple((key, _pattern((issue.name, *issue.terms))) for key, issue in case.issues.items())
    options = tuple(
        ((key, name), _pattern((option.name, *option.terms)))
        for key, issue in case.issues.items()
        for name, option in issue.options.items()
    )
    parties: dict[str, str] = {}
    for key, party in case.parties.items():
        parties |= {alias.lower(): key for alias in (party.name, *party.aliases)}
        for speaker in party.speakers:
            parties |= {name.lower(): key for name in (speaker.name, *speaker.aliases)}
    return Glossary(issues, options, {name.removeprefix("the "): key for name, key in parties.items()})


def _pattern(terms: Iterable[str]) -> re.Pattern[str]:
    words = sorted({re.sub(r"\s+", r"\\s+", re.escape(t).replace(r"\ ", " ")) for t in terms if t.strip()}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)", re.I) if words else re.compile(r"(?!)")
