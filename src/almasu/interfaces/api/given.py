"""What the handlers are given: the running node, and the session of whoever calls."""

from __future__ import annotations

from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import HeaderParameter, SkipValidation

from almasu.wiring.running import Running

OfNode = NamedDependency[SkipValidation[Running]]
Bearer = Annotated[str, HeaderParameter(name="Authorization", max_length=200, description="Bearer and the session")]


def token_of(bearer: str) -> str:
    """Return the session token of an Authorization header, whether it names its scheme or not."""
    return bearer.removeprefix("Bearer ").strip()
