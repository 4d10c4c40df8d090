"""Problems, which a pass returns beside its result, and errors, which a caller's mistake raises."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: a note changes nothing, a warning may, an error stops what was asked."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a pass met: where, what it got, what it wanted, and what to do next.

    >>> print(Problem(Severity.ERROR, "duplicate-option", "case.yaml:17:9 issues.guarantee.options",
    ...               got="'y15' twice", wanted="each option once", remedy="rename one or delete it"))
    case.yaml:17:9 issues.guarantee.options: error: got 'y15' twice; wanted each option once; rename one or delete it
    """

    severity: Severity
    kind: str
    where: str
    got: str
    wanted: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.severity}: got {self.got}; wanted {self.wanted}; {self.remedy}"

    def as_json(self) -> dict[str, str]:
        """Return the problem as machine output carries it."""
        return asdict(self)


class WinsetError(Exception):
    """The root of every error that Winset raises for a caller's mistake."""


class Refused(WinsetError):
    """What was asked for could not be made; carries the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class NoZone(WinsetError):
    """No package beats every walk-away."""


def demand(holds: bool, kind: str, where: str, got: object, wanted: str, remedy: str) -> None:
    """Raise `Refused` unless a caller's value can be meant.

    >>> demand(0 <= 0.3 <= 1, "probability", "p", 0.3, "a number from 0 to 1", "give a share, not a percentage")
    """
    if not holds:
        raise Refused(Problem(Severity.ERROR, kind, where, str(got), wanted, remedy))
