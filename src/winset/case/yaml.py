"""YAML read with the place of every key and value, so that a mistake can be pointed at."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from winset.case.part import Path
from winset.errors import Problem, Severity

DEEPEST = 40

_DEEP = re.compile(r"(?:[\[{]\s*){41}|(?:^[ \t]*(?:- ){41})", re.MULTILINE)
NO_XML = "\ufffe\uffff"
FOLD = "\a"
"""What ruamel.yaml leaves in a folded text where a line was broken."""


@dataclass(frozen=True, slots=True)
class Document:
    """The data of one YAML file, and where each part of it stands: line and column, from 1."""

    name: str
    data: Any
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def where(self, path: Path) -> str:
        """Return "file:line:column dotted.path" of a part, or of the nearest part around it that is in the file.

        >>> Document("case.yaml", {}, {(): (1, 1), ("issues",): (3, 1)}).where(("issues", "border"))
        'case.yaml:3:1 issues.border'
        """
        known = path
        while known and known not in self.places:
            known = known[:-1]
        line, column = self.places.get(known, (1, 1))
        return f"{self.name}:{line}:{column} {'.'.join(map(str, path))}".rstrip()


def parse(text: str, name: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Return the document and its problems; no document where the text is not YAML at all.

    Decimals stay text, so that no digit is lost on the way to an exact number. Aliases are refused: a case is written out.
    """
    if _DEEP.search(text):  # the parser itself would take seconds over it
        return None, (_too_deep(name),)
    try:
        root = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        return None, (_error("yaml", place, str(error.problem or error.context), "valid YAML", "mend the line"),)
    except (YAMLError, ValueError) as error:
        return None, (
            _error("yaml", name, str(error).splitlines()[0], "valid YAML in UTF-8", "save the file as plain UTF-8 text"),
        )
    except RecursionError:
        return None, (_too_deep(name),)
    if root is None:
        return None, (
            _error("empty", name, "an empty file", "keys and their values", "write them; a case starts from `winset new DIR`"),
        )
    build = _Build(name)
    data = build.node(root, ())
    return Document(name, data, build.places), tuple(build.problems)


class _Build:
    """Turns a node tree into data, noting places, and problems as it meets them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def node(self, node: Node, path: Path) -> Any:
        """Return the data under a node."""
        self.places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
        if id(node) in self.seen:
            return self._refuse("alias", path, "an alias (*)", "the value itself", "write it out")
        self.seen.add(id(node))
        if len(path) > DEEPEST:
            return self._refuse("too-deep", path, f"more than {DEEPEST} levels", f"at most {DEEPEST} levels", "flatten the file")
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.node(child, (*path, number)) for number, child in enumerate(node.value)]
        text = str(node.value).replace(FOLD, "") if getattr(node, "style", None) == ">" else str(node.value)
        if odd := _unshowable(text):
            return self._refuse("character", path, odd, "characters that can be shown", "delete them")
        return _scalar(str(node.tag), text)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, ScalarNode):
                self.places[*path, "?"] = place
                self._refuse("bad-key", (*path, "?"), "a list or mapping as a key", "a plain word", "rename the key")
                continue
            key = str(key_node.value)
            if odd := _unshowable(key):
                self.places[*path, "?"] = place
                self._refuse("character", (*path, "?"), odd, "characters that can be shown", "delete them")
                continue
            if key in data:
                first = self.places[*path, key][0]
                self.problems.append(
                    _error(
                        "duplicate",
                        f"{self.name}:{place[0]}:{place[1]} {'.'.join(map(str, path))}".rstrip(),
                        f"'{key}' listed twice (first on line {first})",
                        "each id once",
                        "rename one or delete it",
                    )
                )
                continue
            self.places[*path, key] = place
            data[key] = self.node(value_node, (*path, key))
        return data

    def _refuse(self, kind: str, path: Path, got: str, wanted: str, remedy: str) -> None:
        where = Document(self.name, None, self.places).where(path)
        self.problems.append(_error(kind, where, got, wanted, remedy))


def _scalar(tag: str, value: str) -> Any:
    if tag.endswith(":null"):
        return None
    if tag.endswith(":bool"):
        return value.lower() == "true"
    if tag.endswith(":int") and value.lstrip("+-").isdigit():
        return int(value) if len(value) < 1000 else value
    return value


def _unshowable(text: str) -> str:
    """Return which characters of a text neither a page nor a terminal can show, if there are any."""
    odd = sorted({c for c in text if c in NO_XML or (c not in "\t\n\r" and unicodedata.category(c) in {"Cc", "Cs"})})
    named = ", ".join(f"U+{ord(char):04X}" for char in odd)
    return f"the character{'s' if len(odd) > 1 else ''} {named}" if odd else ""


def _too_deep(name: str) -> Problem:
    return _error("too-deep", name, "very deep nesting", f"at most {DEEPEST} levels", "flatten the file")


def _error(kind: str, where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, kind, where, got, wanted, remedy)
