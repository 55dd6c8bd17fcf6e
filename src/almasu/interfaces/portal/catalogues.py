"""The portal's own words. English stands in the templates; Kazakh and Russian in `translations/*.po`, read at start.

The files are read as they are: nothing compiled can grow stale. After a change of templates, in this folder:
`pybabel extract -F translations/babel.cfg --no-location --sort-output -o /tmp/portal.pot templates`, then
`pybabel update -D portal -l kk -N -i /tmp/portal.pot -o translations/kk.po`, the same with `ru`, and fill in what is
new. A test names whatever is missing.
"""

from __future__ import annotations

import io
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from almasu.law.text import Language


@lru_cache(maxsize=len(Language))
def translations(language: Language) -> NullTranslations:
    """Return the words of the templates in a language; English is what the templates say."""
    if language is Language.EN:
        return NullTranslations()
    source = resources.files("almasu.interfaces.portal").joinpath("translations", f"{language.value}.po")
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language.value)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
