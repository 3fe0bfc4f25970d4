"""Trains `brandname/data/translit/network.xz` from the same pairs of names as `train_translit.py`.

Run `python tools/train_network.py FOLDER --minutes 60`. Needs the package `jax` (Apache-2.0) at build time only. The
network reads a name's letters and its English sounds (`language/english.py`) and learns to spell it in Korean, Russian,
Arabic and Hebrew; every tenth name is left out, so that confidence can be measured on the shipped file. Some examples
are two names run together, as brand names are. Sees no benchmark. The learning rate falls with the time given, so a
run is repeatable in kind, not to the last digit.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from brandname.language.english import CODES, codes_of  # noqa: E402
from brandname.language.scripts.network import END, PAD, pack, places  # noqa: E402
from brandname.language.scripts.settings import language as settings_of  # noqa: E402
from brandname.language.scripts.spelling import units  # noqa: E402
from tools.train_translit import DATA, SEED, held_out, read  # noqa: E402

LANGUAGES = ("ko", "ru", "ar", "he")
LEAD = ("ko", "he")
"""Names of these lists are learnt; the others' spellings of the same names come along."""
WIDTH, HEADS, INNER, ENCODER, DECODER = 128, 4, 256, 2, 2
RARE = 4
"""A unit seen less often is not learnt."""
TOGETHER, TOGETHER_LETTERS = 0.12, 18
"""Share of examples that are two names run together, and their letters at most."""
SHAPES = ((13, 9, 120, 256), (18, 12, 88, 176), (34, 18, 48, 96))
"""Letters and sounds, units, names and spellings in a batch, by the length of its examples."""
RATE, WARM, DROPPED, SMOOTHED, KEPT = 1.3e-3, 300, 0.1, 0.05, 0.998
SCRIPTS = {
    "ko": ("\u1100", "\u11ff"), "ru": ("\u0400", "\u04ff"), "ar": ("\u0621", "\u064a"), "he": ("\u0590", "\u05ff"),
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SOUNDS = "".join(sorted(CODES))

Example = tuple[list[int], list[int], list[tuple[str, tuple[str, ...]]]]
"""Inputs, their places, and the units of each spelling."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What is learnt: each name's sounds and its commonest spelling in each language, in units."""

    names: tuple[str, ...]
    sounds: Mapping[str, str]
    spellings: Mapping[str, Mapping[str, tuple[str, ...]]]
    units: tuple[str, ...]


def main() -> None:
    """Trains and writes the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--into", type=Path, default=DATA)
    chosen = parser.parse_args()
    lists = gather(chosen.folder)
    weights = train(lists, 60 * chosen.minutes)
    raw = pack(header(lists), flat(weights))
    (chosen.into / "network.xz").write_bytes(raw)
    print(f"network.xz: {len(raw)} bytes", flush=True)


def gather(folder: Path) -> Lists:
    """The names to learn from, their sounds and spellings."""
    found = {code: read(folder, code).spellings for code in LANGUAGES}
    names = sorted(name for name in set().union(*(found[code] for code in LEAD)) if not held_out(name))
    with Pool() as pool:
        sounds = dict(zip(names, pool.map(codes_of, names, chunksize=500), strict=True))
    spelt = {
        name: {code: units(found[code][name][0], code) for code in LANGUAGES if name in found[code]} for name in names
    }
    seen = Counter(unit for by in spelt.values() for pieces in by.values() for unit in pieces)
    kept = sorted(unit for unit, times in seen.items() if times >= RARE)
    spelt = {
        name: {code: pieces for code, pieces in by.items() if all(seen[unit] >= RARE for unit in pieces)}
        for name, by in spelt.items()
    }
    listed = ("<pad>", "<end>", *(f"<{code}>" for code in LANGUAGES), *kept)
    return Lists(tuple(name for name in names if spelt[name]), sounds, spelt, listed)


def header(lists: Lists) -> dict[str, Any]:
    """The packed file's description of itself."""
    shape = {"width": WIDTH, "heads": HEADS, "encoder": ENCODER, "decoder": DECODER}
    return {"shape": shape, "letters": LETTERS, "sounds": SOUNDS, "units": list(lists.units), "scripts": SCRIPTS}


def examples(lists: Lists, draw: random.Random) -> Iterator[Example]:
    """All names in a new order, some of them run together with another."""
    order = list(lists.names)
    draw.shuffle(order)
    for name in order:
        letters, sounds, spelt = name, lists.sounds[name], dict(lists.spellings[name])
        other = order[draw.randrange(len(order))]
        if draw.random() < TOGETHER and len(name) + len(other) <= TOGETHER_LETTERS:
            both = {
                code: (*(piece.translate(settings_of(code).inside) for piece in pieces), *lists.spellings[other][code])
                for code, pieces in spelt.items() if code in lists.spellings[other]
            }
            if both:
                letters, sounds, spelt = name + other, sounds + lists.sounds[other], both
        inputs = [1 + LETTERS.index(c) for c in letters] + [1 + len(LETTERS) + SOUNDS.index(c) for c in sounds]
        yield inputs, [*range(len(letters)), *range(len(sounds))], list(spelt.items())


def batches(lists: Lists, draw: random.Random) -> Iterator[dict[str, Any]]:
    """Examples of like length put together."""
    number = {unit: k for k, unit in enumerate(lists.units)}
    held: list[list[Example]] = [[] for _ in SHAPES]
    for example in examples(lists, draw):
        inputs, _, spelt = example
        longest = max(len(pieces) for _, pieces in spelt)
        for shape, waiting in zip(SHAPES, held, strict=True):
            if len(inputs) <= shape[0] and longest <= shape[1]:
                if len(waiting) == shape[2] or sum(len(one[2]) for one in waiting) + len(spelt) > shape[3]:
                    yield batch(waiting, shape, number)
                    waiting.clear()
                waiting.append(example)
                break


def batch(waiting: Sequence[Example], shape: tuple[int, int, int, int], number: Mapping[str, int]) -> dict[str, Any]:
    """Examples as arrays: inputs and places by name; which name, given and wanted units by spelling."""
    size, longest, names, spellings = shape
    out = {
        "inputs": np.zeros((names, size), np.int32), "places": np.zeros((names, size), np.int32),
        "which": np.zeros(spellings, np.int32), "given": np.zeros((spellings, longest + 1), np.int32),
        "wanted": np.zeros((spellings, longest + 1), np.int32),
    }
    out["inputs"][:, 0] = 1
    row = 0
    for k, (inputs, at, spelt) in enumerate(waiting):
        out["inputs"][k, :len(inputs)], out["places"][k, :len(at)] = inputs, at
        for code, pieces in spelt:
            numbers = [number[piece] for piece in pieces]
            out["which"][row], out["given"][row, 0] = k, number[f"<{code}>"]
            out["given"][row, 1:len(numbers) + 1] = out["wanted"][row, :len(numbers)] = numbers
            out["wanted"][row, len(numbers)] = END
            row += 1
    return out


def initial(lists: Lists) -> dict[str, Any]:
    """Random weights under the names `language/scripts/network.py` reads them by."""
    draw = np.random.default_rng(SEED)
    made: dict[str, Any] = {}

    def linear(name: str, rows: int, columns: int) -> None:
        made[f"{name}.w"] = draw.normal(0, rows ** -0.5, (rows, columns)).astype(np.float32)
        made[f"{name}.b"] = np.zeros(columns, np.float32)

    def norm(name: str) -> None:
        made[f"{name}.w"], made[f"{name}.b"] = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    for room, size in (("source", 1 + len(LETTERS) + len(SOUNDS)), ("target", len(lists.units))):
        made[room] = draw.normal(0, 0.3, (size, WIDTH)).astype(np.float32)
    for room, layers in (("encoder", ENCODER), ("decoder", DECODER)):
        norm(f"{room}.norm")
        for k in range(layers):
            name = f"{room}.{k}"
            linear(f"{name}.self.qkv", WIDTH, 3 * WIDTH)
            linear(f"{name}.self.o", WIDTH, WIDTH)
            linear(f"{name}.f1", WIDTH, INNER)
            linear(f"{name}.f2", INNER, WIDTH)
            for which in ("n1", "n2", "n3")[:2 if room == "encoder" else 3]:
                norm(f"{name}.{which}")
    for k in range(DECODER):
        linear(f"decoder.{k}.source.q", WIDTH, WIDTH)
        linear(f"decoder.{k}.source.kv", WIDTH, 2 * WIDTH)
        linear(f"decoder.{k}.source.o", WIDTH, WIDTH)
    linear("out", WIDTH, len(lists.units))
    return made


def flat(weights: Mapping[str, Any]) -> dict[str, Any]:
    """Weights as plain arrays."""
    return {name: np.asarray(array) for name, array in weights.items()}


def train(lists: Lists, seconds: float) -> dict[str, Any]:
    """Adam with warm-up and a cosine that ends with the time given; returns the running mean of the weights."""
    import jax

    jax.config.update("jax_default_prng_impl", "unsafe_rbg")
    weights = jax.tree.map(jax.numpy.asarray, initial(lists))
    first, second = jax.tree.map(jax.numpy.zeros_like, weights), jax.tree.map(jax.numpy.zeros_like, weights)
    mean = jax.tree.map(jax.numpy.array, weights)
    step = _step()
    draw, key, begun, number = random.Random(SEED), jax.random.PRNGKey(SEED), time.monotonic(), 0  # noqa: S311
    while True:
        for one in batches(lists, draw):
            number += 1
            done = (time.monotonic() - begun) / seconds
            rate = RATE * min(1.0, number / WARM) * max(0.01, (1 + math.cos(math.pi * min(1.0, done))) / 2)
            key, mine = jax.random.split(key)
            weights, first, second, mean, loss = step(weights, first, second, mean, float(number), one, mine, rate)
            if number % 100 == 0:
                print(f"{number} batches, {done:.0%} of the time, loss {float(loss):.3f}", flush=True)
            if done >= 1:
                return dict(mean)


def _step() -> Any:  # noqa: ANN401 - a compiled function
    import jax
    import jax.numpy as jnp

    def step(weights, first, second, mean, number, one, key, rate):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        loss, slope = jax.value_and_grad(_loss)(weights, one, key)
        length = jnp.sqrt(sum(jnp.square(x).sum() for x in jax.tree.leaves(slope)))
        slope = jax.tree.map(lambda x: x * jnp.minimum(1, 1 / (length + 1e-6)), slope)
        first = jax.tree.map(lambda a, x: 0.9 * a + 0.1 * x, first, slope)
        second = jax.tree.map(lambda a, x: 0.98 * a + 0.02 * x * x, second, slope)
        weights = jax.tree.map(
            lambda a, x, y: a - rate * (x / (1 - 0.9 ** number)) / (jnp.sqrt(y / (1 - 0.98 ** number)) + 1e-8),
            weights, first, second,
        )
        mean = jax.tree.map(lambda a, x: KEPT * a + (1 - KEPT) * x, mean, weights)
        return weights, first, second, mean, loss

    return partial(jax.jit, donate_argnums=(0, 1, 2, 3))(step)


def _loss(weights: Mapping[str, Any], one: Mapping[str, Any], key: Any) -> Any:  # noqa: ANN401 - jax
    """Mean cross entropy of the wanted units, smoothed."""
    import jax
    import jax.numpy as jnp

    reader = _Layers(weights, jax, jnp, list(jax.random.split(key, 3 * (ENCODER + DECODER))))
    logs = jax.nn.log_softmax(reader.write(*reader.read(one["inputs"], one["places"]), one["which"], one["given"]))
    counted = (one["wanted"] != PAD).astype("float32")
    exact = -jnp.take_along_axis(logs, one["wanted"][..., None], -1)[..., 0]
    return (((1 - SMOOTHED) * exact - SMOOTHED * logs.mean(-1)) * counted).sum() / counted.sum()


@dataclass(frozen=True, slots=True)
class _Layers:
    """The network of `language/scripts/network.py` in jax, whole spellings at once, with dropout."""

    weights: Mapping[str, Any]
    jax: Any
    jnp: Any
    keys: list[Any]

    def read(self, inputs: Any, at: Any) -> tuple[Any, Any]:  # noqa: ANN401 - jax
        """What the encoder makes of the names, and the penalty of the padding."""
        mask = self.jnp.where(inputs != PAD, 0, -1e9)[:, None, None, :]
        x = self.weights["source"][inputs] + self.jnp.asarray(places(np, WIDTH))[at]
        for k in range(ENCODER):
            name = f"encoder.{k}"
            x = x + self._dropped(self._within(name, x, mask))
            x = x + self._dropped(self._forward(name, self._norm(f"{name}.n2", x)))
        return self._norm("encoder.norm", x), mask

    def write(self, memory: Any, mask: Any, which: Any, given: Any) -> Any:  # noqa: ANN401 - jax
        """Scores of the units after each opening of the given spellings."""
        length = given.shape[1]
        later = self.jnp.where(np.tril(np.ones((length, length))) > 0, 0, -1e9)[None, None]
        memory, mask = memory[which], mask[which]
        x = self.weights["target"][given] + places(np, WIDTH)[:length]
        for k in range(DECODER):
            name = f"decoder.{k}"
            x = x + self._dropped(self._within(name, x, later))
            (q,) = self._split(self._linear(f"{name}.source.q", self._norm(f"{name}.n2", x)), 1)
            key, value = self._split(self._linear(f"{name}.source.kv", memory), 2)
            x = x + self._dropped(self._mixed(f"{name}.source", q, key, value, mask))
            x = x + self._dropped(self._forward(name, self._norm(f"{name}.n3", x)))
        return self._linear("out", self._norm("decoder.norm", x))

    def _within(self, name: str, x: Any, mask: Any) -> Any:  # noqa: ANN401 - jax
        q, key, value = self._split(self._linear(f"{name}.self.qkv", self._norm(f"{name}.n1", x)), 3)
        return self._mixed(f"{name}.self", q, key, value, mask)

    def _linear(self, name: str, x: Any) -> Any:  # noqa: ANN401 - jax
        return x @ self.weights[f"{name}.w"] + self.weights[f"{name}.b"]

    def _norm(self, name: str, x: Any) -> Any:  # noqa: ANN401 - jax
        x = x - x.mean(-1, keepdims=True)
        scale = self.jnp.sqrt((x * x).mean(-1, keepdims=True) + 1e-5)
        return x / scale * self.weights[f"{name}.w"] + self.weights[f"{name}.b"]

    def _forward(self, name: str, x: Any) -> Any:  # noqa: ANN401 - jax
        return self._linear(f"{name}.f2", self.jax.nn.relu(self._linear(f"{name}.f1", x)))

    def _split(self, x: Any, parts: int) -> tuple[Any, ...]:  # noqa: ANN401 - jax
        cut = x.reshape(*x.shape[:2], parts, HEADS, WIDTH // HEADS)
        return tuple(cut[:, :, k].transpose(0, 2, 1, 3) for k in range(parts))

    def _mixed(self, name: str, q: Any, key: Any, value: Any, mask: Any) -> Any:  # noqa: ANN401 - jax
        shares = self.jax.nn.softmax(q @ key.transpose(0, 1, 3, 2) / math.sqrt(WIDTH // HEADS) + mask, -1)
        mixed = (shares @ value).transpose(0, 2, 1, 3)
        return self._linear(f"{name}.o", mixed.reshape(*mixed.shape[:2], WIDTH))

    def _dropped(self, x: Any) -> Any:  # noqa: ANN401 - jax
        kept = self.jax.random.bernoulli(self.keys.pop(), 1 - DROPPED, x.shape)
        return self.jnp.where(kept, x / (1 - DROPPED), 0)


if __name__ == "__main__":
    main()
