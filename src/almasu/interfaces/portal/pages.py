"""Pages: templates rendered in one language, with the same frame around each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from types import CodeType

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, select_autoescape
from jinja2.bccache import Bucket

from almasu.interfaces.portal.catalogues import translations
from almasu.interfaces.portal.settings import PortalSettings
from almasu.interfaces.portal.static_files import StaticFiles
from almasu.interfaces.portal.words import Words
from almasu.kernel.materials.mark import CONFIDENTIAL
from almasu.law.text import Language


@dataclass(frozen=True, slots=True)
class Pages:
    """The templates, once per language."""

    environments: dict[Language, Environment]

    def render(self, template: str, language: Language, **shown: object) -> str:
        """Return a page; an undefined name in a template is an error, never an empty place."""
        return self.environments[language].get_template(template).render(**shown)


class Compiled(BytecodeCache):
    """Templates of the package as code, compiled once in a process however many portals it serves."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def __len__(self) -> int:
        """Return how many templates were compiled."""
        return len(self._kept)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled from the very same source."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key, bucket.checksum] = bucket.code


@lru_cache(maxsize=len(Language))
def compiled(language: Language) -> Compiled:
    """Return the code of a language's templates: what is constant in them is already said in it."""
    return Compiled()


def load_pages(settings: PortalSettings, static: StaticFiles) -> Pages:
    """Prepare the templates in all languages."""
    return Pages({language: _environment(language, settings, static) for language in Language})


def _seconds_left(until: datetime) -> int:
    """Return the whole seconds from this moment on, none where it is over."""
    return max(int((until - datetime.now(UTC)).total_seconds()), 0)


def _environment(language: Language, settings: PortalSettings, static: StaticFiles) -> Environment:
    environment = Environment(
        loader=PackageLoader("almasu.interfaces.portal", "templates"),
        extensions=["jinja2.ext.i18n"],
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled(language),
    )
    words = Words(language)
    said = translations(language)
    environment.install_gettext_callables(said.gettext, said.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(
        said=words.said,
        moment=words.moment,
        clock=words.clock,
        seconds=words.seconds,
        day=words.day,
        month=words.month,
        month_short=words.month_short,
        number=words.number,
        seconds_left=_seconds_left,
        kind=words.kind,
    )
    environment.globals.update(
        language=language,
        languages=tuple(Language),
        settings=settings,
        static=static.address,
        words=words,
        confidential=CONFIDENTIAL,
    )
    return environment
