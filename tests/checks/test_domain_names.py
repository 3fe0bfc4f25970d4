"""Which domains a name asks for, and how they are written."""

from __future__ import annotations

import idna
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.checks.domain_names import ascii_name, label_of, labels, pinyin_label, refusal, wanted_domains
from brandname.model import Brief, Candidate, Form, Market, Wishes
from tests.builders import market, study

CN = market("cn", "zh-Hans", tlds=("cn", "com.cn", "com", "中国"))
DE = market("de", "de", tlds=("de", "com", "eu"))
JP = market("jp", "ja", tlds=("jp", "com"))


def asked(candidate: Candidate, where: Market, wishes: Wishes | None = None, *others: Market) -> dict[str, bool]:
    """Domain → whether it is needed."""
    s = study((), (where, *others), candidates=(candidate,), brief=Brief(domains=wishes or Wishes()))
    return {wanted.domain: wanted.must for wanted in wanted_domains(s, candidate, where)}


def test_without_wishes_the_first_ending_and_com_are_needed() -> None:
    """Where the brief says nothing, .de and .com matter most in Germany."""
    assert asked(Candidate("Velora"), DE) == {"velora.de": True, "velora.com": True, "velora.eu": False}


def test_the_brief_says_what_is_needed_and_adds_endings() -> None:
    """A stated need goes before the usual one; an ending of no market is asked everywhere, another market's is not."""
    wishes = Wishes(must=("com", "shop", "cn"), nice=("net",))
    assert asked(Candidate("Velora"), DE, wishes, CN) == {
        "velora.de": False, "velora.com": True, "velora.eu": False, "velora.shop": True, "velora.net": False,
    }


def test_other_spellings_are_asked_where_the_name_is_needed() -> None:
    """get-, -app, a hyphen and own patterns do not multiply the questions under every ending."""
    wishes = Wishes(must=("com",), forms=("hyphen", "get-", "-app", "{name}hq"))
    found = asked(Candidate("Nova Mist"), DE, wishes)
    assert set(found) == {
        "novamist.de", "novamist.eu", "novamist.com", "nova-mist.com", "getnovamist.com", "novamistapp.com",
        "novamisthq.com",
    }
    assert [domain for domain, must in found.items() if must] == ["novamist.com"]


def test_accents_are_kept_and_folded() -> None:
    """frühtau.de and fruehtau.de are two domains; the one in plain letters is needed."""
    found = asked(Candidate("Frühtau"), DE)
    assert found["frühtau.de"] is False
    assert found["fruehtau.de"] is True
    assert "fruhtau.de" in found


def test_sharp_s_is_a_letter_of_its_own() -> None:
    """faß.de is somebody else's than fass.de."""
    assert {"faß.de", "fass.de"} <= set(asked(Candidate("Faß"), DE))
    assert (ascii_name("faß.de"), ascii_name("fass.de")) == ("xn--fa-hia.de", "fass.de")


def test_characters_are_asked_as_such_and_in_pinyin() -> None:
    """星禾 goes as 星禾.cn, 星禾.中国 and, where nobody says how to write it, as xinghe.cn."""
    found = asked(Candidate("星禾"), CN)
    assert {"星禾.cn", "星禾.com.cn", "星禾.com", "星禾.中国", "xinghe.cn", "xinghe.com"} <= set(found)
    assert "xinghe.中国" not in found
    assert found["星禾.cn"] and not found["xinghe.cn"]
    latin = asked(Candidate("星禾", latin=("Singho",)), CN)
    assert "singho.com" in latin and "xinghe.com" not in latin


def test_characters_are_not_read_as_chinese_in_japan() -> None:
    """Pinyin means nothing to the Japanese."""
    assert "xinghe.jp" not in asked(Candidate("星禾"), JP)


def test_an_adopted_form_is_asked_in_its_market() -> None:
    """薇珞 gets its domains in China, with the one in Latin letters still the needed one."""
    candidate = Candidate("Velora", forms=(Form("cn", "薇珞", status="adopted"),))
    found = asked(candidate, CN)
    assert {"velora.cn", "薇珞.cn", "薇珞.中国", "薇珞.com"} <= set(found)
    assert found["velora.cn"] and not found["薇珞.cn"]
    assert "薇珞.de" not in asked(candidate, DE)


def test_endings_in_characters_are_for_names_in_characters() -> None:
    """Nobody registers velora.中国."""
    assert "velora.中国" not in asked(Candidate("Velora"), CN)


@pytest.mark.parametrize(("domain", "reason"), [
    ("velora.com", ""), ("索万塔.中国", ""), ("ティサリア.jp", ""), ("café.de", ""), ("velora.zzunknown", ""),
    ("a_b.com", "spelling"), ("-ab.com", "spelling"), ("ab-.com", "spelling"), ("ab--cd.com", "spelling"),
    (f"{'x' * 64}.com", "length"), (f"{'ü' * 60}.com", "length"), ("café.co.uk", "letters"), ("星禾.de", "letters"),
    ("москва.jp", "letters"),
])
def test_what_a_registry_would_refuse_is_told_before_asking(domain: str, reason: str) -> None:
    """Length, spelling and letters are told as the reason; what we do not know of a registry it is asked."""
    assert refusal(domain) == reason


def test_names_in_characters_go_over_the_wire_in_ascii() -> None:
    """Registries are asked in A-labels."""
    assert ascii_name("索万塔.中国") == "xn--chqy4wt14a.xn--fiqs8s"
    assert ascii_name("조반타.한국") == "xn--eh3bt9tpog.xn--3e0b707e"
    with pytest.raises(ValueError, match="Codepoint"):
        ascii_name("a_b.com")


def test_pinyin_as_it_is_typed() -> None:
    """绿 is typed lv; a text whose reading nobody knows gives none."""
    assert pinyin_label("绿叶") == "lvye"
    assert pinyin_label("𠮷x") in ("", "jix")


def test_a_name_without_letters_asks_nothing() -> None:
    """🙂 is no label."""
    assert labels("🙂") == ()
    assert asked(Candidate("🙂"), DE) == {}


@given(st.text(max_size=40))
def test_every_label_is_sent_or_refused(text: str) -> None:
    """Whatever the name: each domain can be written in ASCII, or is refused with a reason."""
    for label in labels(text, ("hyphen", "get-", "{name}hq")):
        domain = f"{label.text}.com"
        if refusal(domain) in ("", "letters"):
            assert ascii_name(domain).isascii()
    assert label_of(label_of(text)) == label_of(text)


@given(st.lists(st.from_regex(r"[a-z0-9]{1,63}", fullmatch=True), min_size=1, max_size=5).map(".".join))
def test_a_plain_domain_is_sent_as_idna_has_it(domain: str) -> None:
    """Domains of letters and digits are not put through IDNA, and come out as it would give them."""
    try:
        known = idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        known = ""
    if known:
        assert ascii_name(domain) == known
    else:
        with pytest.raises(ValueError, match=r"."):
            ascii_name(domain)
