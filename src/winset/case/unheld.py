"""What a case says and a simpler format has no place for."""

from winset.case.case import Case
from winset.errors import Problem, Severity


def unheld(case: Case, form: str) -> list[Problem]:
    """Return a warning for each sort of rule in a case that a format of utilities alone leaves out.

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> [problem.where for problem in unheld(case, "GENIUS")]
    ['red_lines', 'links', 'conditions']
    """
    counts = {name: len(getattr(case, name)) for name in ("red_lines", "links", "conditions")}
    counts["binds"] = sum(bool(option.binds) for issue in case.issues.values() for option in issue.options.values())
    kind, remedy = f"not-in-{form.lower()}", f"they are left out: {form} cannot hold them"
    return [Problem(Severity.WARNING, kind, name, f"{count} of them", "none", remedy) for name, count in counts.items() if count]
