"""The shapes of what the verbs on the folder of a case print with `--json`; their JSON Schemas are made from these."""

from winset.cli.shapes import Document
from winset.study.study import Study


class NewDocument(Document):
    """What `winset new --json` prints: where the case is."""

    case: str


class CheckDocument(Document):
    """What `winset check --json` prints: the name and size of the case, unless nothing could be made of it."""

    case: str | None
    parties: int | None = None
    issues: int | None = None


class StudyDocument(Study, Document):
    """What `winset study --json` prints: what `study.json` holds."""


class BriefDocument(Study, Document):
    """What `winset brief --json` prints: where the report and the study lie, and what `study.json` holds."""

    report: str
    study: str


class ServeDocument(Document):
    """What `winset serve --json` prints once it listens: the address, to be kept private, and what it serves."""

    url: str
    case: str | None
    folder: str
