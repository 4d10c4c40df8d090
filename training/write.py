"""The network's weights as numpy inference wants them: float16, the products of inputs left to be worked out there."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from batch import Index
from network import Network
from torch import nn


def arrays(network: Network, known: Index) -> dict[str, np.ndarray]:
    """Return the arrays by the names under which `winset.read.learned.tagger` looks them up; the heads for syntax stay behind."""
    place_from = network.encoder.input_size - network.place.embedding_dim
    whole = both_inputs(network.encoder)
    out = {
        "words": codes(known.words),
        "cues": codes(known.cues),
        "word": network.word.weight,
        **{f"affix{i}": table.weight for i, table in enumerate(network.affix)},
        "shape": network.shape.weight,
        "flag": network.flag.weight.T,
        "input": whole[:place_from],
        "place": network.place.weight @ whole[place_from:],
        "bias": both_biases(network.encoder),
        "encoder": both_recurrent(network.encoder),
        "cue_in": network.cue_in.weight.T,
        "cue_in_bias": network.cue_in.bias,
        "cue_out": network.cue_out.weight.T,
        "cue_out_bias": network.cue_out.bias,
        "token": network.token.weight.T,
        "token_bias": network.token.bias,
        "about": network.about.weight.T,
        "distance": network.distance.weight,
        "roles_input": both_inputs(network.roles),
        "roles_bias": both_biases(network.roles),
        "roles": both_recurrent(network.roles),
        "role_out": network.role_out.weight.T,
        "role_out_bias": network.role_out.bias,
        "start": network.start,
        "end": network.end,
        "step": network.step,
    }
    plain = {name: value.detach().numpy() if isinstance(value, torch.Tensor) else value for name, value in out.items()}
    return {name: value if name in ("words", "cues") else value.astype(np.float16) for name, value in plain.items()}


def codes(words: Iterable[str]) -> np.ndarray:
    """Return words as the code points of their letters."""
    return np.array([ord(c) for c in "\n".join(words)], dtype=np.uint32)


def round_off(network: Network) -> None:
    """Round every weight to what is shipped of it."""
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(parameter.half().float())


def save(path: Path, network: Network, known: Index) -> None:
    """Write the arrays, compressed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        np.savez_compressed(stream, **arrays(network, known))


def both_inputs(lstm: nn.LSTM) -> torch.Tensor:
    """Return (inputs, 2 * 4 * hidden)."""
    return torch.cat([lstm.weight_ih_l0, lstm.weight_ih_l0_reverse]).T


def both_biases(lstm: nn.LSTM) -> torch.Tensor:
    """Return (2 * 4 * hidden,)."""
    return torch.cat([lstm.bias_ih_l0 + lstm.bias_hh_l0, lstm.bias_ih_l0_reverse + lstm.bias_hh_l0_reverse])


def both_recurrent(lstm: nn.LSTM) -> torch.Tensor:
    """Return (2, hidden, 4 * hidden)."""
    return torch.stack([lstm.weight_hh_l0.T, lstm.weight_hh_l0_reverse.T])
