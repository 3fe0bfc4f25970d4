"""A mistyped option or command is answered with the one meant, or with all there are; never with a wild guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.cli.guesses import guess
from tests.cli.terminal import call


@pytest.mark.parametrize(("typed", "told"), [
    ("check --market us", "Did you mean --markets?"),
    ("check --Markets us", "Did you mean --markets?"),
    ("report 1 --format csv", "Did you mean --formats?"),
    ("report 1 --html", "Did you mean --formats html?"),
    ("check --dryrun", "Did you mean --dry-run?"),
    ("gather --exprot q.zip", "Did you mean --export?"),
    ("say Velora --langauges de", "Did you mean --languages?"),
    ("--versoin", "Did you mean --version?"),
    ("--markets us check", "It is an option of: check, why,"),
    ("lexicon --changes", "It is an option of: say."),
    ("report 1 --pdf", "Its options: --formats, --study, --language and --help."),
    ("check --verbose", "Its options: --markets,"),
    ("check --markets", "The option --markets needs a value"),
    ("check --online=yes", "The option --online takes no value."),
    ("chek", "Did you mean “brandname check”?"),
    ("registers lst", "Did you mean “brandname registers list”?"),
    ("translit Velora", "Did you mean “brandname transliterate”?"),
    ("help", "Did you mean “brandname --help”?"),
    ("version", "Did you mean “brandname --version”?"),
    ("shortlist", "The commands are start, check,"),
])
def test_a_slip_is_answered_with_what_was_meant(typed: str, told: str) -> None:
    """I correct one word and go on; nothing far-fetched is offered."""
    done = call(*typed.split())
    assert done.code == 2
    assert told in done.err


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_a_guess_is_one_of_what_there_is(word: str, known: list[str]) -> None:
    """No option is invented."""
    assert set(guess(word, known)) <= set(known)
