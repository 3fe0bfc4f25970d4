"""The exact search of a register: the same letters and digits, whatever the case, accents, spaces and signs."""

from __future__ import annotations

import re
import unicodedata
import zlib

_BETWEEN = re.compile(r"[^a-z0-9]+")


def fold_exact(text: str) -> str:
    """Letters and digits of any script, casefolded, Latin accents dropped; `Coca-Cola®` → `cocacola`.

    A text of signs only stays as it is, so that it still finds itself.
    """
    if text.isascii():
        return text.lower() if text.isalnum() else _BETWEEN.sub("", text.lower()) or text
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(c for c in plain if c.isalnum() or (unicodedata.category(c) in {"Mc", "Mn"} and ord(c) > 0x36F))
    return unicodedata.normalize("NFC", kept) or text


def code_exact(text: str) -> int:
    """CRC-32 of the folded text: a small number to look names up by; equal codes are compared as texts."""
    return zlib.crc32(fold_exact(text).encode("utf-8", "surrogatepass"))
