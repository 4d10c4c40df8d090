"""The shapes of what `winset why` and `winset diff` print with `--json`; their JSON Schemas are made from these."""

from winset.cli.shapes import Document
from winset.study.compare.difference import Difference
from winset.study.reasons.why import Chain, Listed


class WhyDocument(Document):
    """What `winset why --json` prints: the chain of what was asked about, or the figures that can be asked about."""

    chain: Chain | None
    figures: tuple[Listed, ...]


class DiffDocument(Difference, Document):
    """What `winset diff --json` prints: each part in the order of the chain, what moved most first."""
