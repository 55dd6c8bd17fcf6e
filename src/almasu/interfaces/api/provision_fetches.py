"""Files of feeds that are fetched from a body's own server, over HTTP: asked for, and what came of it (FMA-3.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from almasu.actions.provision import fetch_delivery, see_deliveries
from almasu.actions.provision.see_deliveries import SeenFetch
from almasu.interfaces.api.access import Bearer, OfNode, token_of
from almasu.kernel.provision.delivery import NotCounted
