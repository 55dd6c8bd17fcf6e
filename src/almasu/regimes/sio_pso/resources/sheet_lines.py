"""YAML with places: every value keeps the line it stands on, and a key written twice is a fault, not a surprise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

LARGEST = 1_000_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Misread(Exception):
    """A sheet is not as it should be; the message begins with the file and the line."""


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a sheet and where it stands."""

    file: str
    line: int
    value: object
    node: yaml.Node

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def entries(self) -> Iterator[tuple[str, Place]]:
        """Yield the keys of a mapping with their places; Misread where this is none."""
        if not isinstance(self.node, yaml.MappingNode) or not isinstance(self.value, dict):
            raise Misread(f"{self}: a mapping is expected here")
        for key_node, value_node in self.node.value:
            key = str(key_node.value)
            yield key, Place(self.file, key_node.start_mark.line + 1, self.value.get(key), value_node)

    def items(self) -> Iterator[Place]:
        """Yield the places of a list; Misread where this is none."""
        if not isinstance(self.node, yaml.SequenceNode) or not isinstance(self.value, list):
            raise Misread(f"{self}: a list is expected here")
        for value, node in zip(self.value, self.node.value, strict=True):
            yield Place(self.file, node.start_mark.line + 1, value, node)

    def at(self, key: str) -> Place:
        """Return the place of one key; Misread where it is missing."""
        for name, place in self.entries():
            if name == key:
                return place
        raise Misread(f"{self}: `{key}` is missing")


def read_lines(file: str, text: str) -> Place:
    """Return the whole sheet; Misread where it is no YAML, too large, has aliases or a key twice."""
    if len(text) > LARGEST:
        raise Misread(f"{file}: larger than {LARGEST} characters")
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise Misread(f"{file}: empty")
        _refuse_double_keys(file, node)
        value = loader.construct_document(node)
    except yaml.YAMLError as wrong:
        raise Misread(f"{file}: {wrong}") from wrong
    finally:
        loader.dispose()
    return Place(file, 1, value, node)


def _refuse_double_keys(file: str, node: yaml.Node) -> None:
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            _refuse_double_keys(file, one)
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                raise Misread(f"{file}:{key.start_mark.line + 1}: `{key.value}` stands here a second time")
            seen.add(key.value)
            _refuse_double_keys(file, value)
