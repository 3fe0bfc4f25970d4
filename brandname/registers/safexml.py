"""XML from strangers, read as a stream of elements: no entity is defined, no other file is read, memory is bounded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, TreeBuilder  # holds elements; the text is parsed by expat under our rules
from xml.parsers import expat

from brandname.errors import UserMistake, Where, mistake

CHUNK = 1 << 16
LONGEST = 64 << 20
"""Bytes between one record and the next; more is no record of a mark."""


def read_elements(stream: IO[bytes], name: str, wanted: frozenset[str]) -> Iterator[tuple[int, Element]]:
    """(line, element) of every element with a wanted local name, whole; outermost only, prefixes cut off.

    A document type alone is harmless and usual at the US office; definitions of entities are refused, and so is a
    text that is not well-formed or breaks off: UserMistake with line and column.
    """
    collector = _Collector(name, wanted)
    since = 0
    while chunk := stream.read(CHUNK):
        collector.feed(chunk)
        since += len(chunk)
        if collector.found:
            yield from collector.found
            collector.found.clear()
            since = 0
        elif since > LONGEST:
            raise mistake("error.registers.no_records", Where(name), limit=LONGEST >> 20)
    collector.feed(b"", last=True)


def refuse_definitions(stream: IO[bytes], name: str) -> None:
    """UserMistake when an XML text defines entities or is not well-formed; reads all of it, keeps none of it."""
    collector = _Collector(name, frozenset())
    while chunk := stream.read(CHUNK):
        collector.feed(chunk)
    collector.feed(b"", last=True)


class _Collector:
    """Elements built while expat reads; outside of wanted ones nothing is kept."""

    def __init__(self, name: str, wanted: frozenset[str]) -> None:
        self.found: list[tuple[int, Element]] = []
        self._name = name
        self._wanted = wanted
        self._line = 0
        self._root: Element | None = None
        self._builder = TreeBuilder()
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.EntityDeclHandler = self._refuse
        parser.SkippedEntityHandler = self._refuse
        parser.StartElementHandler = self._outside

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Reads on; UserMistake for what is not XML or not harmless."""
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            raise self._broken(error) from error

    def _outside(self, tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) not in self._wanted:
            return
        parser, self._builder = self._parser, TreeBuilder()
        self._line = parser.CurrentLineNumber
        self._root = self._builder.start(_local(tag), attributes)
        parser.StartElementHandler = self._inside
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data

    def _inside(self, tag: str, attributes: dict[str, str]) -> None:
        self._builder.start(tag.rpartition(":")[2], attributes)

    def _end(self, tag: str) -> None:
        if self._builder.end(tag.rpartition(":")[2]) is not self._root or self._root is None:
            return
        self.found.append((self._line, self._root))
        self._root = None
        self._parser.StartElementHandler = self._outside
        self._parser.EndElementHandler = None
        self._parser.CharacterDataHandler = None

    def _refuse(self, *_: object) -> None:
        raise mistake("error.registers.entities", Where(self._name, self._parser.CurrentLineNumber))

    def _broken(self, error: expat.ExpatError) -> UserMistake:
        place = Where(self._name, error.lineno, error.offset + 1)
        return mistake("error.registers.not_xml", place, reason=expat.ErrorString(error.code))


def _local(tag: str) -> str:
    """The name of an element without its prefix."""
    return tag.rpartition(":")[2]
