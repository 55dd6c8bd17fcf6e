"""Pages: templates rendered in one language, with the same frame around each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

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
