"""Lists over HTTP, page by page: the address of the next page stands in the header `Link` (RFC 8288)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar
from urllib.parse import quote, urlencode

from litestar import Request, Response
from litestar.datastructures import ResponseHeader
from litestar.params import QueryParameter

Line = TypeVar("Line")

After = Annotated[
    str,
    QueryParameter(
        max_length=100,
        description="the cursor of a page, from the address in `Link`; it serves its reader, this list and its filters",
    ),
]
GOES_ON = ResponseHeader(
    name="link",
    documentation_only=True,
    description='the address of the next page as `<address>; rel="next"`; absent on the last one',
)


def paged(request: Request[Any, Any, Any], lines: Iterable[Line], after: str) -> Response[tuple[Line, ...]]:
    """Return the lines of a page; `after` is the cursor of the next one, empty on the last."""
    return Response(tuple(lines), headers=link_to_next(request, after))


def link_to_next(request: Request[Any, Any, Any], after: str) -> dict[str, str]:
    """Return the header that leads to the next page of what was asked; none where there is no further one."""
    if not after:
        return {}
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    address = f"{quote(request.url.path)}?{urlencode([*asked, ('after', after)])}"
    return {"link": f'<{address}>; rel="next"'}
