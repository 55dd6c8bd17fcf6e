"""The schemas of the channel's messages, frozen in the package (`schema/*.xsd`) and compiled once."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from lxml import etree

ROOT = "sync_channel.xsd"


class _Frozen(etree.Resolver):
    """Gives the schemas that import each other from the package, and nothing from anywhere else."""

    def resolve(self, system_url: str, public_id: str, context: object) -> object:  # type: ignore[override]  # stub is short
        """Return the text of a schema named by another one."""
        return self.resolve_string(_text_of(system_url.rsplit("/", 1)[-1]), context, base_url=system_url)


@lru_cache(maxsize=1)
def channel_schema() -> etree.XMLSchema:
    """Return the schema that SendMessage, SendMessageResponse and the fault must follow."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(_Frozen())
    return etree.XMLSchema(etree.fromstring(_text_of(ROOT), parser, base_url=ROOT))


def follows_schema(message: etree._Element) -> bool:
    """Tell whether a message follows the channel's schema."""
    return channel_schema().validate(message)


def _text_of(name: str) -> bytes:
    return resources.files(__package__).joinpath("schema", name).read_bytes()
