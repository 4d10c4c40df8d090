"""GENIUS scenarios: a folder with a domain and a profile per party in XML, read as a case and written back."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from winset.band import Band, Basis, exact
from winset.case.case import Case
from winset.case.issue import Issue, Option
from winset.case.party import Party, Role
from winset.case.preference import IssuePreference, Preference, WalkAway, WalkAwayPoint
from winset.case.rounded import as_decimal
from winset.case.unheld import unheld
from winset.errors import Problem, Refused, Severity
from winset.file import make_folder, read_whole, safe_names, write_whole

LARGEST_FILE = 5_000_000
MOST_OPTIONS = 20_000
PARTIES = 3
"""How many profiles of a pool take part unless they are named."""


def load_genius(folder: Path, profiles: Sequence[str] | None = None) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return the case in a GENIUS folder, with a scale of 1, and every problem found; no case where one is an error.

        u(x) = sum_i w_i e_i(x_i) / max_o e_i(o),   with the weights as they stand, whatever they add up to

    Every number is kept as the exact decimal that the file holds. Of a pool of more than three profiles the first three in
    the order of their names take part, unless `profiles` names others. Discount factors are not read: packages are compared
    at signing. Hindriks et al. (2009), Genius: an integrated environment for supporting the design of negotiators, AAMAS.

    Raises
    ------
    Refused : no such folder, or no GENIUS file in it
    """
    if not folder.is_dir():
        raise Refused(_problem(str(folder), "no such folder", "a folder of GENIUS files", "check the path"))
    problems: list[Problem] = []
    domain: Any = None
    spaces: dict[str, Any] = {}
    for path in sorted(folder.glob("*.xml")):
        root = _parsed(path, problems)
        if root is None:
            continue
        if root.tag == "negotiation_template":
            domain = root
        elif root.tag == "utility_space":
            spaces[path.name] = root
    chosen = list(profiles) if profiles is not None else sorted(spaces)[:PARTIES]
    if profiles is None and len(spaces) > PARTIES:
        remedy = f"the first {PARTIES} by name take part: {', '.join(chosen)}"
        problems.append(Problem(Severity.NOTE, "pool", str(folder), f"{len(spaces)} profiles", f"at most {PARTIES}", remedy))
    missing = [name for name in chosen if name not in spaces]
    for name in missing:
        problems.append(_problem(f"{folder}/{name}", "no such profile", "a utility space", "name one of the folder's profiles"))
    if not spaces and not problems:
        raise Refused(_problem(str(folder), "no GENIUS file", "a domain and its profiles in XML", "check the path"))
    if missing or not chosen or any(p.severity is Severity.ERROR for p in problems):
        return None, tuple(problems) or (_problem(str(folder), "no profile", "one per party", "add utility spaces"),)
    issues = _issues(domain if domain is not None else spaces[chosen[0]], str(folder), problems)
    preferences = {Path(name).stem: _preference(spaces[name], issues, f"{folder}/{name}", problems) for name in chosen}
    if any(p.severity is Severity.ERROR for p in problems):
        return None, tuple(problems)
    case = Case(
        name=folder.resolve().name,
        title=folder.resolve().name,
        as_of=date(2000, 1, 1),
        scale=Fraction(1),
        parties={name: Party(name=name, roles=(Role.NEGOTIATOR,)) for name in preferences},
        issues=issues,
        preferences={name: preference for name, preference in preferences.items() if preference},
    )
    return case, tuple(problems)


def write_genius(case: Case, folder: Path) -> tuple[Problem, ...]:
    """Write a case as a GENIUS domain and one profile per party, at the modes of its bands; say what GENIUS cannot hold.

    Evaluations are the options' values as whole numbers; the weight of an issue is its share of the party's weights, times
    the largest value, so that reading the files gives the same utilities. Red lines, links, conditions and bindings have no
    place in the format.

    Raises
    ------
    Refused : the folder or a file could not be written
    """
    make_folder(folder)
    problems = unheld(case, "GENIUS")
    files = safe_names(["domain", *case.preferences])
    head = f'<negotiation_template>\n<utility_space number_of_issues="{len(case.issues)}">\n'
    write_whole(folder / "domain.xml", head + _objective(case, None, problems) + "</utility_space>\n</negotiation_template>\n")
    for party in case.preferences:
        walk_away = case.preferences[party].walk_away.on(case.signing[0] if case.signing else case.as_of)[1] / case.scale
        reservation = as_decimal(walk_away, f"{party}.xml reservation", problems)
        head = f'<utility_space>\n<reservation value="{reservation}" />\n'
        write_whole(folder / f"{files[party]}.xml", head + _objective(case, party, problems) + "</utility_space>\n")
    return tuple(problems)


def _objective(case: Case, party: str | None, problems: list[Problem]) -> str:
    """Return the issues as XML, with the evaluations and weights of a party where one is named."""
    lines = ['<objective index="0" etype="objective" type="objective" description="" name="root">']
    weights = []
    stakes = case.preferences[party].issues if party else {}
    whole = sum((stake.weight.mode for stake in stakes.values()), Fraction(0))
    for index, (name, issue) in enumerate(case.issues.items(), 1):
        lines.append(f'<issue index="{index}" etype="discrete" type="discrete" vtype="discrete" name={quoteattr(name)}>')
        values = (
            {o: stakes[name].values[o].mode / case.scale if name in stakes else Fraction(0) for o in issue.options}
            if party
            else {}
        )
        scale = lcm(*(value.denominator for value in values.values()))
        for item, option in enumerate(issue.options, 1):
            evaluation = f' evaluation="{int(values[option] * scale)}"' if party else ""
            lines.append(
                f'<item index="{item}" value={quoteattr(option)} cost="0"{evaluation} description={quoteattr(option)} />'
            )
        lines.append("</issue>")
        if party:
            share = stakes[name].weight.mode * (max(values.values()) or 1) / whole if name in stakes else Fraction(0)
            weights.append(f'<weight index="{index}" value="{as_decimal(share, f"{party}.xml {name} weight", problems)}" />')
    return "\n".join([*lines, *weights, "</objective>", ""])


def _parsed(path: Path, problems: list[Problem]) -> Any:
    """Return the root of an XML file, or nothing and the problem with it: entities and outside references are refused."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        return fromstring(read_whole(path, LARGEST_FILE), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        got = f"an XML entity or outside reference ({type(error).__name__})"
        problems.append(
            _problem(str(path), got, "plain XML", "delete the declaration; Winset expands no entity and fetches nothing")
        )
    except (ParseError, ValueError, LookupError) as error:
        problems.append(_problem(str(path), f"XML that does not parse: {error}", "well-formed XML", "mend the file"))
    return None


def _issues(root: Any, where: str, problems: list[Problem]) -> dict[str, Issue]:
    """Return the issues of a domain with their options, in the order of the file."""
    issues: dict[str, Issue] = {}
    count = 0
    for node in root.iter("issue"):
        name = (node.get("name") or "").strip()
        options = [(item.get("value") or "").strip() for item in node.findall("item")]
        count += len(options)
        if count > MOST_OPTIONS:
            problems.append(_problem(where, f"more than {MOST_OPTIONS:,} options", "fewer", "split the scenario"))
            return {}
        if not name or name in issues:
            problems.append(_problem(where, f"an issue named {name!r} once more", "each issue once", "rename one"))
        elif not options:
            problems.append(_problem(f"{where} issue {name!r}", "no items", "a discrete issue", "list its options as items"))
        elif len(set(options)) < len(options) or "" in options:
            problems.append(
                _problem(f"{where} issue {name!r}", "an item twice or without value", "each option once", "rename one")
            )
        else:
            issues[name] = Issue(name=name, options={option: Option(name=option) for option in options})
    if not issues and not problems:
        problems.append(_problem(where, "no issues", "at least one discrete issue", "add one"))
    return issues


def _preference(root: Any, issues: dict[str, Issue], where: str, problems: list[Problem]) -> Preference | None:
    """Return a profile's preference: values are evaluations over the issue's largest, times the sum of the weights."""
    before = len(problems)
    weights = {node.get("index"): _number(node.get("value"), f"{where} weight", problems) for node in root.iter("weight")}
    nodes = {(node.get("name") or "").strip(): node for node in root.iter("issue")}
    whole = sum(weights.values(), Fraction(0))
    stakes = {}
    for name, issue in issues.items():
        at = f"{where} issue {name!r}"
        if name not in nodes:
            problems.append(_problem(at, "no such issue in the profile", "every issue of the domain", "add it"))
            continue
        node = nodes[name]
        items = {(item.get("value") or "").strip(): item.get("evaluation") for item in node.findall("item")}
        values = {option: _number(items.get(option), f"{at} item {option!r}", problems) for option in issue.options}
        if node.get("index") not in weights:
            problems.append(_problem(at, "no weight", "a weight for every issue", f'add <weight index="{node.get("index")}">'))
            continue
        largest = max(values.values())
        if min(values.values()) < 0:
            problems.append(_problem(at, "an evaluation below 0", "0 or more", "raise all evaluations of the issue"))
            continue
        share = {o: Band.model_validate(v / largest * whole if largest else Fraction(0)) for o, v in values.items()}
        stakes[name] = IssuePreference(weight=Band.model_validate(weights[node.get("index")]), values=share)
    reservation = next(
        (_number(node.get("value"), f"{where} reservation", problems) for node in root.iter("reservation")), Fraction(0)
    )
    if whole <= 0 and len(problems) == before:
        problems.append(_problem(where, "weights that add up to nothing", "a weight above 0", "give an issue some weight"))
    if len(problems) > before:
        return None
    walk_away = WalkAway(points=(WalkAwayPoint(on=date.min, value=Band.model_validate(reservation)),))
    return Preference(issues=stakes, walk_away=walk_away, because=Basis(source=where))


def _number(text: str | None, where: str, problems: list[Problem]) -> Fraction:
    try:
        return exact(text if text is not None else "nothing")
    except ValueError as error:
        problems.append(_problem(where, str(error), "a finite decimal", "write one there"))
        return Fraction(0)


def _problem(where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, "genius", where, got, wanted, remedy)
