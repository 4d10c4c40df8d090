"""The tagger as it is trained: an encoder of a sentence, a head that finds cues, and one that asks, for a cue, who and what.

Encoder: words, affixes, shapes and flags, summed up as vectors, through a bidirectional LSTM (Hochreiter and Schmidhuber 1997).
Cues: a label for each token. Roles: for one cue at a time, a second bidirectional LSTM over the encoded sentence, told where the
cue stands, and a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over its labels, as in labelling
semantic roles (He, Lee, Lewis and Zettlemoyer 2017). Nested and overlapping attributions need nothing special: each has its cue.

While it learns, the encoder also predicts tags, relations and heads (the biaffine scores of Dozat and Manning 2017); these
heads are thrown away afterwards.
"""

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from winset.read.learned.feature import AFFIXES, FLAGS, SHAPES
from winset.read.learned.tagger import DISTANCES

WORD, AFFIX, SHAPE, FLAG, PLACE = 56, 12, 8, 28, 4
HIDDEN, CUE, ASIDE, ROLE = 96, 48, 64, 56
TREE = 64


class Network(nn.Module):
    """The network; `words` is the size of its vocabulary, `tags` and `relations` those of the treebanks."""

    def __init__(self, words: int, tags: int, relations: int, dropout: float = 0.35) -> None:
        super().__init__()
        self.word = nn.Embedding(words, WORD)
        self.affix = nn.ModuleList(nn.Embedding(AFFIXES, AFFIX) for _ in range(4))
        self.shape = nn.Embedding(SHAPES, SHAPE)
        self.flag = nn.Linear(FLAGS, FLAG, bias=False)
        self.place = nn.Embedding(8, PLACE)
        self.encoder = nn.LSTM(WORD + 4 * AFFIX + SHAPE + FLAG + PLACE, HIDDEN, batch_first=True, bidirectional=True)
        self.cue_in, self.cue_out = nn.Linear(2 * HIDDEN, CUE), nn.Linear(CUE, 3)
        self.token, self.about = nn.Linear(2 * HIDDEN, ASIDE), nn.Linear(2 * HIDDEN, ASIDE, bias=False)
        self.distance = nn.Embedding(DISTANCES, ASIDE)
        self.roles = nn.LSTM(ASIDE, ROLE, batch_first=True, bidirectional=True)
        self.role_out = nn.Linear(2 * ROLE, 5)
        self.start, self.end = nn.Parameter(torch.zeros(5)), nn.Parameter(torch.zeros(5))
        self.step = nn.Parameter(torch.zeros(5, 5))
        self.tag, self.relation = nn.Linear(2 * HIDDEN, tags), nn.Linear(2 * HIDDEN, relations)
        self.dependent, self.governor = nn.Linear(2 * HIDDEN, TREE), nn.Linear(2 * HIDDEN, TREE)
        self.arc = nn.Linear(TREE, TREE + 1)
        self.dropout = nn.Dropout(dropout)
        for table in (self.word, *self.affix, self.shape, self.place, self.distance):
            nn.init.normal_(table.weight, std=0.1)

    def encode(self, batch: dict[str, Tensor]) -> Tensor:
        """Return (sentences, tokens, 2 * HIDDEN)."""
        parts = [self.word(batch["word"]), *(table(batch["affix"][..., i]) for i, table in enumerate(self.affix))]
        parts += [self.shape(batch["shape"]), self.flag(batch["flags"]), self.place(batch["place"])]
        return self.dropout(run(self.encoder, self.dropout(torch.cat(parts, -1)), batch["length"]))

    def cues(self, hidden: Tensor) -> Tensor:
        """Return the scores (sentences, tokens, 3) of O, B, I."""
        return self.cue_out(torch.relu(self.cue_in(hidden)))

    def emissions(self, hidden: Tensor, length: Tensor, frames: dict[str, Tensor]) -> Tensor:
        """Return the scores (frames, tokens, 5) of the roles with regard to each cue."""
        sentence, last, distance = frames["sentence"], frames["last"], frames["distance"]
        about = self.about(hidden[sentence, last])
        aside = torch.relu(self.token(hidden)[sentence] + about[:, None] + self.distance(distance))
        return self.role_out(self.dropout(run(self.roles, aside, length[sentence])))

    def surprise(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Return -log p(labels) of each frame under the random field.

        log p(y) = s(y) - log sum_y' exp s(y'),  s(y) = start + sum_t emission_t(y_t) + step(y_t-1, y_t) + end
        """
        every = torch.arange(len(labels))
        score = self.start[labels[:, 0]] + emissions[every, 0, labels[:, 0]]
        alpha = self.start + emissions[:, 0]
        for t in range(1, labels.shape[1]):
            on = mask[:, t]
            step = self.step[labels[:, t - 1], labels[:, t]] + emissions[every, t, labels[:, t]]
            score = score + torch.where(on, step, torch.zeros_like(step))
            onward = torch.logsumexp(alpha[:, :, None] + self.step, 1) + emissions[:, t]
            alpha = torch.where(on[:, None], onward, alpha)
        last = labels[every, mask.sum(1) - 1]
        return torch.logsumexp(alpha + self.end, 1) - score - self.end[last]

    def syntax(self, hidden: Tensor, batch: dict[str, Tensor]) -> Tensor:
        """Return the loss on tags, relations and heads; what is -100 is not known."""
        loss = cross_entropy(self.tag(hidden).transpose(1, 2), batch["tag"], ignore_index=-100)
        loss = loss + cross_entropy(self.relation(hidden).transpose(1, 2), batch["relation"], ignore_index=-100)
        projected = self.arc(torch.relu(self.dependent(hidden)))
        governor = torch.relu(self.governor(hidden))
        scores = projected[..., :TREE] @ governor.transpose(1, 2)
        scores = scores.masked_fill(~batch["mask"][:, None, :], -1e4)
        scores = torch.cat([projected[..., TREE:], scores], -1)
        return loss + cross_entropy(scores.transpose(1, 2), batch["head"], ignore_index=-100)


def run(lstm: nn.LSTM, inputs: Tensor, length: Tensor) -> Tensor:
    """Run an LSTM over sentences of unequal length."""
    packed = pack_padded_sequence(inputs, length, batch_first=True, enforce_sorted=False)
    return pad_packed_sequence(lstm(packed)[0], batch_first=True, total_length=inputs.shape[1])[0]
