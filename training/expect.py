"""What the training framework itself makes of a few sentences, kept so that numpy inference can be compared with it anywhere.

Scores of the network with its weights rounded as they are shipped: (tokens, 3) of cues, and (tokens, 5) of roles for each cue.
"""

import json
from pathlib import Path

import torch
from batch import Index, tensors
from example import Example, Frame
from network import Network

from winset.read.learned.lexicon import SAYING
from winset.read.text.quote import quotations
from winset.read.text.token import Sentence, sentences, tokens

TEXTS = (
    "Mayor Ina Holm said on Monday that the gate would stay shut until spring.",
    "“It rains,” she told reporters, adding that the pumps were old.",
    "The harbour was quiet.",
    "According to a report by the Institute for Sea Trade, the envoy had denied ever promising a 15-year lease.",
    "Residents complain, the council replies and nobody, says Teo Brandt, “so much as lifts a hammer”.",
)


def split(text: str) -> Sentence:
    """Return the first sentence of a text as the reader splits it."""
    paragraph = next(iter(quotations(text, [(0, len(text))])))
    return next(iter(sentences(tokens(text, paragraph.span, paragraph.quotations))))


def expected(network: Network, known: Index) -> list[dict[str, object]]:
    """Return the scores for each text, with a cue wherever a word of saying stands."""
    network.eval()
    out: list[dict[str, object]] = []
    for text in TEXTS:
        s = split(text)
        cues = [(i, i + 1) for i, t in enumerate(s) if t.low in SAYING]
        frames = tuple(Frame(cue, (0,) * len(s)) for cue in cues)
        inputs, asked = tensors([Example("", tuple(s), False, False, frames)], known, None)
        with torch.no_grad():
            hidden = network.encode(inputs)
            roles = network.emissions(hidden, inputs["length"], asked).tolist() if frames else []
            out.append(
                {"text": text, "cues": cues, "scores": _rounded(network.cues(hidden)[0].tolist()), "roles": _rounded(roles)}
            )
    return out


def write(path: Path, network: Network, known: Index) -> None:
    """Write the expectation as JSON, a sentence a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in expected(network, known))
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def _rounded(value: object) -> object:
    return [_rounded(v) for v in value] if isinstance(value, list) else round(float(value), 4)  # type: ignore[arg-type]
