"""The weights of `e2k` made ready for one word at a time, and the steps of its encoder and decoder.

What can be multiplied beforehand is: a letter or kana to the gates it opens, a query times the keys of a word, the
values of a word to the gates of the second cell. Exact but for rounding. Searches nothing and knows no letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LARGEST = 60.0
"""Attention above this counts as this, so that no exponential overflows whatever the letters are."""

Memory = tuple[Any, Any, Any]
"""First state to scores of the word's places by head; what is added; their shares to the second cell's gates."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Both cells of the decoder, a row an opening, each with what it sends to its own gates."""

    first: Any
    first_gates: Any
    second: Any
    second_gates: Any

    def chosen(self, rows: Any) -> State:  # noqa: ANN401 - numpy
        """Some of the openings, in another order or several times."""
        return State(self.first[rows], self.first_gates[rows], self.second[rows], self.second_gates[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """The prepared weights. Arrays are numpy's; gates are reset, update (both halved, for tanh) and the fresh state."""

    numpy: Any
    start: int
    end: int
    heads: int
    letters: Any
    """(letter, direction, gates)."""
    back: Any
    """(direction, width, gates): an encoder's state to its own gates."""
    back_more: Any
    together: tuple[Any, Any]
    """Both encoders' states to what attention sees."""
    seen: Any
    """That to keys, then values."""
    asked: Any
    """(head, width + 1, width of a head): the first state to queries, and below what is added."""
    given: Any
    """(head, width of a head, gates): values to the gates of the second cell."""
    kana: Any
    """Kana to the gates of the first cell."""
    onward: tuple[Any, Any]
    """The first state to the gates of the second cell, and to its own."""
    out: tuple[Any, Any]
    """The second state to scores of the next kana, and to its own gates."""

    def read(self, letters: list[int]) -> Memory:
        """A word, as numbers of letters with start and end, as the decoder sees it."""
        np, size = self.numpy, len(letters)
        width = self.back.shape[1]
        both = self.letters[np.array([letters, letters[::-1]]).T, np.arange(2)]
        states = np.empty((size, 2, width), np.float32)
        state = np.zeros((2, width), np.float32)
        for k in range(size):
            own = (state[:, None] @ self.back)[:, 0]
            own += self.back_more
            state = states[k] = self._gate(both[k], own, state)
        states[:, 1] = states[::-1, 1].copy()
        keys, values = (
            (np.tanh(states.reshape(size, -1) @ self.together[0] + self.together[1]) @ self.seen)
            .reshape(size, 2, self.heads, -1).transpose(1, 2, 0, 3)
        )
        asked = (self.asked @ keys.swapaxes(-1, -2)).swapaxes(0, 1).reshape(width + 1, -1)
        return asked[:-1], asked[-1], (values @ self.given).reshape(self.heads * size, -1)

    def rest(self, rows: int) -> State:
        """The state before the first kana."""
        np, gates = self.numpy, self.kana.shape[1]
        nothing = np.zeros((rows, self.back.shape[1]), np.float32)
        return State(nothing, self.onward[1][None, gates:].repeat(rows, 0),
                     nothing, self.out[1][None, -gates:].repeat(rows, 0))

    def step(self, memory: Memory, units: Any, state: State) -> tuple[Any, State]:  # noqa: ANN401 - numpy
        """Log probabilities of the next kana after the last ones of several openings, and their new state."""
        np, gates = self.numpy, self.kana.shape[1]
        first = self._gate(self.kana[units], state.first_gates, state.first)
        onward = first @ self.onward[0]
        onward += self.onward[1]
        scores = first @ memory[0]
        scores += memory[1]
        np.minimum(scores, LARGEST, out=scores)
        np.exp(scores, out=scores)
        by_head = scores.reshape(len(units), self.heads, -1)
        by_head /= np.add.reduce(by_head, -1, keepdims=True)
        opened = onward[:, :gates]
        opened += scores @ memory[2]
        second = self._gate(opened, state.second_gates, state.second)
        out = second @ self.out[0]
        out += self.out[1]
        logs = out[:, :-gates]
        logs -= np.maximum.reduce(logs, -1, keepdims=True)
        logs -= np.log(np.add.reduce(np.exp(logs), -1, keepdims=True))
        return logs, State(first, onward[:, gates:], second, out[:, -gates:])

    def _gate(self, new: Any, own: Any, state: Any) -> Any:  # noqa: ANN401 - numpy
        """One step of a gated recurrent unit for several rows (Cho et al. 2014)."""
        np, width = self.numpy, state.shape[1]
        open_ = new[:, :2 * width] + own[:, :2 * width]
        np.tanh(open_, out=open_)  # of the half: the logistic function is (1 + tanh(x / 2)) / 2
        open_ *= 0.5
        open_ += 0.5
        fresh = open_[:, :width] * own[:, 2 * width:]
        fresh += new[:, 2 * width:]
        np.tanh(fresh, out=fresh)
        state = state - fresh
        state *= open_[:, width:]
        state += fresh
        return state


def prepare(np: Any, net: Any) -> Steps:  # noqa: ANN401 - numpy and e2k's own classes
    """The weights of a loaded `e2k` model made ready; what is not as we know it raises one of the usual errors."""
    width, attention = net.encoder.cell.hh.weight.shape[-1], net.attn
    heads = int(attention.num_heads)

    def single(table: Any) -> Any:  # noqa: ANN401 - numpy
        # Rows one after the other: products read other layouts several times as slowly.
        return np.ascontiguousarray(table, np.float32)

    def halved(gates: Any) -> Any:  # noqa: ANN401 - numpy
        return np.concatenate([gates[..., :2 * width] / 2, gates[..., 2 * width:]], -1)

    def turned(linear: Any) -> Any:  # noqa: ANN401 - numpy
        return np.float64(linear.weight.T)

    def opened(cell: Any) -> Any:  # noqa: ANN401 - numpy
        """What is always added to a cell's gates; the fresh state's share of its own comes later."""
        own = np.concatenate([cell.hh.bias[:2 * width], np.zeros(width)])
        return cell.ih.bias + own

    def late(cell: Any) -> Any:  # noqa: ANN401 - numpy
        return np.concatenate([np.zeros(2 * width), cell.hh.bias[2 * width:]])

    encoders = net.encoder.cell, net.encoder_reverse.cell
    pre, post = net.pre_decoder.cell, net.post_decoder.cell
    from_first, from_seen = np.split(halved(turned(post.ih)), [width])
    given = turned(attention.o_proj) @ from_seen
    more = attention.o_proj.bias @ from_seen + attention.v_proj.bias @ given + halved(opened(post))
    query = np.vstack([turned(attention.q_proj), attention.q_proj.bias]) / attention.scale
    return Steps(
        np, int(net.sos_idx), int(net.eos_idx), heads,
        single(np.stack([halved(net.e_emb.weight @ turned(c.ih) + opened(c)) for c in encoders], 1)),
        single(np.stack([halved(turned(cell.hh)) for cell in encoders])), single(np.stack(list(map(late, encoders)))),
        (single(turned(net.encoder_fc)), single(net.encoder_fc.bias)),
        single(np.concatenate([turned(attention.k_proj), turned(attention.v_proj)], 1)),
        single(np.stack(np.split(query, heads, 1))), single(np.stack(np.split(given, heads))),
        single(halved(net.k_emb.weight @ turned(pre.ih) + opened(pre))),
        (single(np.concatenate([from_first, halved(turned(pre.hh))], 1)), single(np.concatenate([more, late(pre)]))),
        (single(np.concatenate([turned(net.fc), halved(turned(post.hh))], 1)),
         single(np.concatenate([net.fc.bias, late(post)]))),
    )
