"""Which elements and attributes of a page are written, which are left out, and which hold what kind of text."""

from __future__ import annotations


def _names(said: str) -> frozenset[str]:
    return frozenset(said.split())


KEPT = _names(
    """html head body title link main nav header footer section article aside div span p h1 h2 h3 h4 h5 h6 ul ol li a b
    i u em strong small br hr wbr table tr th td caption dl dt dd form label input textarea select option optgroup
    button fieldset legend details summary figure figcaption abbr time sup sub img"""
)
"""Elements that are written; of others only what is in them is."""
VOID = _names("br hr input img link wbr")
"""Those of them that hold nothing."""
DROPPED = _names(
    """script noscript template svg math canvas iframe frame frameset object embed applet audio video picture map area
    base meta style source track param noembed noframes xmp plaintext dialog"""
)
"""Elements whose inside no form tells, or that show nothing: they are left out whole."""
PICTURES = _names("svg canvas iframe frame object embed video picture img")
"""Those of which it is told."""
UNTOLD = _names("pre code samp output listing")
"""Elements that hold values without a name."""
WORDS = _names("a button label option optgroup title legend caption th summary abbr")
"""Elements that are words by what they are for: nothing in them is a value behind a label."""
HEADINGS = _names("button label legend th caption summary")
"""Those of them that name something: they need not be written down as the application's own words."""
BLOCKS = _names("p div li tr br hr h1 h2 h3 h4 h5 h6 section article header footer main form fieldset ul ol")
"""Elements at whose ends a value behind a label ends."""
ATTRIBUTES = _names(
    """method type lang dir checked selected disabled readonly required multiple maxlength minlength size rows cols
    enctype autocomplete tabindex scope open start colspan"""
)
LEADING = _names("href src action")
"""Attributes that are addresses."""
NAMING = _names("id class name for role rel data-field")
"""Attributes that name things of the page: they are written where they are names of programs."""
SPOKEN = _names("title alt placeholder aria-label label")
"""Attributes that are words."""
CARRIED = _names("hidden checkbox radio")
"""Kinds of input whose value the form takes along, and nobody types."""
PRESSED = _names("submit button reset image")
"""Kinds of input whose value is what stands on a button."""
