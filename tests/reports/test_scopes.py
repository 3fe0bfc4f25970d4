"""Where a question was asked is told in names, not in codes of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.model import SubjectKind
from brandname.reports.catalogue import open_catalogue
from brandname.reports.scopes import KINDS, name_place, name_scope


@pytest.mark.parametrize(("place", "en", "zh"), [
    ("language:de-AT", "Austrian German", "奥地利德语"),
    ("market:de", "Germany", "德国"),
    ("market:de/amazon", "Amazon in Germany", "德国的亚马逊"),
    ("market:de/de-DE", "Germany (in German)", "德国，德语"),
    ("market:de/en", "Germany (in English)", "德国，英语"),
    ("platform:tiktok_shop", "TikTok Shop", "TikTok Shop"),
    ("platform:nowhere", "nowhere", "nowhere"),
    ("domain:co.uk", ".co.uk", ".co.uk"),
    ("office:CN", "China (CN)", "中国（CN）"),
    ("office:EM", "the European Union (EM)", "欧盟（EM）"),
    ("list:competitors-jp", "competitors in Japan", "日本的竞争对手"),
    ("list:shortlist", "the other names of this study", "本项目的其他名称"),
    ("list:their-list", "their-list", "their-list"),
    ("script:Cyrl", "Cyrillic", "西里尔文"),
    ("es-MX", "es-MX", "es-MX"),
])
def test_a_place_has_a_name_in_both_languages(place: str, en: str, zh: str) -> None:
    """I read “Amazon in Germany”, not “de/amazon”; what has no name keeps its code."""
    assert name_place(open_catalogue("en"), place) == en
    assert name_place(open_catalogue("zh-Hans"), place) == zh


def test_every_kind_of_subject_has_names() -> None:
    """No kind of question is left with codes by an oversight."""
    assert set(SubjectKind) == KINDS


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=12))
def test_a_strangers_scope_never_breaks_a_report(kind: str, scope: str) -> None:
    """A check of somebody else's may ask anywhere."""
    for language in ("en", "zh-Hans"):
        assert isinstance(name_scope(open_catalogue(language), kind, scope), str)
