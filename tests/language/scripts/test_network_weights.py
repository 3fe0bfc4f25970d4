"""The network's weights made ready: the same network, multiplied beforehand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.scripts import network_search
from brandname.language.scripts.network_search import Outlet
from brandname.language.scripts.network_weights import Weights, prepare

WIDTH, HEADS, UNITS = 16, 2, 9
SHAPE = {"width": WIDTH, "heads": HEADS, "encoder": 1, "decoder": 2}
NUMBERS = [1, *range(3, UNITS)]
"""What may be written: the end, then all units but the one that begins a spelling."""


def made(seed: int) -> dict[str, Any]:
    """Weights of a small network, by the names the trainer gives them."""
    draw = np.random.default_rng(seed)
    raw: dict[str, Any] = {name: draw.normal(0, 0.5, (size, WIDTH)) for name, size in
                           (("source", 7), ("target", UNITS), ("places", 40))}

    def linear(name: str, rows: int, columns: int) -> None:
        raw[f"{name}.w"], raw[f"{name}.b"] = draw.normal(0, 0.4, (rows, columns)), draw.normal(0, 0.4, columns)

    def norm(name: str) -> None:
        raw[f"{name}.w"], raw[f"{name}.b"] = draw.normal(1, 0.2, WIDTH), draw.normal(0, 0.2, WIDTH)

    for room, layers, norms in (("encoder", 1, 2), ("decoder", 2, 3)):
        norm(f"{room}.norm")
        for name in (f"{room}.{k}" for k in range(layers)):
            linear(f"{name}.self.qkv", WIDTH, 3 * WIDTH)
            linear(f"{name}.self.o", WIDTH, WIDTH)
            linear(f"{name}.f1", WIDTH, 24)
            linear(f"{name}.f2", 24, WIDTH)
            for k in range(norms):
                norm(f"{name}.n{k + 1}")
            if room == "decoder":
                linear(f"{name}.source.q", WIDTH, WIDTH)
                linear(f"{name}.source.kv", WIDTH, 2 * WIDTH)
                linear(f"{name}.source.o", WIDTH, WIDTH)
    linear("out", WIDTH, UNITS)
    return raw


class Plain:
    """The network as described (Vaswani et al. 2017, pre-norm), step by step, whole spellings at once."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw

    def linear(self, name: str, x: Any) -> Any:
        return x @ self.raw[f"{name}.w"] + self.raw[f"{name}.b"]

    def norm(self, name: str, x: Any) -> Any:
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x ** 2).mean(-1, keepdims=True) + 1e-5) * self.raw[f"{name}.w"] + self.raw[f"{name}.b"]

    def mixed(self, name: str, query: Any, both: Any, mask: Any) -> Any:
        q, k, v = (np.stack(np.split(x, HEADS, -1)) for x in (query, *np.split(both, 2, -1)))
        scores = q @ k.swapaxes(-1, -2) / math.sqrt(WIDTH // HEADS) + mask
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        return self.linear(f"{name}.o", np.concatenate(shares / shares.sum(-1, keepdims=True) @ v, -1))

    def layer(self, name: str, x: Any, mask: Any, memory: Any = None) -> Any:
        three = self.linear(f"{name}.self.qkv", self.norm(f"{name}.n1", x))
        x = x + self.mixed(f"{name}.self", three[:, :WIDTH], three[:, WIDTH:], mask)
        if memory is not None:
            query = self.linear(f"{name}.source.q", self.norm(f"{name}.n2", x))
            x = x + self.mixed(f"{name}.source", query, self.linear(f"{name}.source.kv", memory), 0)
        inner = np.maximum(self.linear(f"{name}.f1", self.norm(f"{name}.n{2 if memory is None else 3}", x)), 0)
        return x + self.linear(f"{name}.f2", inner)

    def score(self, source: list[int], start: int, text: list[int]) -> float:
        places = self.raw["places"]
        x = self.layer("encoder.0", self.raw["source"][source] + places[:len(source)], 0)
        memory, given = self.norm("encoder.norm", x), [start, *text]
        x = self.raw["target"][given] + places[:len(given)]
        mask = np.triu(np.full((len(given), len(given)), -1e9), 1)
        for k in range(2):
            x = self.layer(f"decoder.{k}", x, mask, memory)
        logs = self.linear("out", self.norm("decoder.norm", x))[:, NUMBERS]
        logs -= np.log(np.exp(logs).sum(-1, keepdims=True))
        return float(sum(logs[k, NUMBERS.index(unit)] for k, unit in enumerate([*text, 1])))


def outlet(weights: Weights) -> Outlet:
    """The one language the small network writes."""
    table, more = weights.out
    return Outlet(2, np.array(NUMBERS), table[:, NUMBERS], more[NUMBERS])


words = st.lists(st.integers(0, 6), min_size=1, max_size=6)
texts = st.lists(st.lists(st.integers(3, UNITS - 1), max_size=5), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000), words, texts)
def test_what_is_multiplied_beforehand_scores_as_the_network_described(
    seed: int, source: list[int], spellings: list[list[int]],
) -> None:
    """Any word, any spellings, any weights: the probabilities are those of the plain network."""
    raw = made(seed)
    ready = prepare(np, SHAPE, raw)
    memory = network_search.read(np, ready, [(letter, k) for k, letter in enumerate(source)])
    asked = [[*(NUMBERS.index(unit) for unit in text), 0] for text in spellings]
    for text, found in zip(spellings, network_search.score(np, ready, memory, outlet(ready), asked), strict=True):
        assert math.isclose(found, Plain(raw).score(source, 2, text), rel_tol=1e-3, abs_tol=1e-3)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000), words, st.integers(1, 6), st.integers(1, 8))
def test_what_the_search_finds_has_the_probability_scoring_gives_it(
    seed: int, source: list[int], n: int, beam: int,
) -> None:
    """Best first, none twice, and each as likely as when its spelling is given."""
    ready = prepare(np, SHAPE, made(seed))
    memory = network_search.read(np, ready, [(letter, k) for k, letter in enumerate(source)])
    one = outlet(ready)
    both = network_search.search(np, ready, memory, [one, one], beam=beam, n=n, longest=6)
    (alone,) = network_search.search(np, ready, memory, [one], beam=beam, n=n, longest=6)
    assert all([units for _, units in found] == [units for _, units in alone] for found in both)
    assert len({units for _, units in alone}) == len(alone) <= n
    assert [logp for logp, _ in alone] == sorted((logp for logp, _ in alone), reverse=True)
    asked = [[*(NUMBERS.index(unit) for unit in units), 0] for _, units in alone]
    scores = network_search.score(np, ready, memory, one, asked) if asked else []
    assert all(math.isclose(a, b, abs_tol=1e-3) for (a, _), b in zip(alone, scores, strict=True))
