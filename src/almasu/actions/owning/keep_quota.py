"""Keep the daily quota of each register: beyond it no request is taken until midnight in Astana (SIO25-18).

Reading: a quota counts accepted requests that ask the register. Requests that are being accepted at the very same
moment do not see each other: a quota may be passed by as many as are accepted at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from almasu.actions.node import Node
from almasu.kernel.operating.problems import OVER_QUOTA
from almasu.law import moment
from almasu.law.problem import Problem


async def beyond_quota(node: Node, resources: Sequence[int], at: datetime) -> Problem | None:
    """Return the Problem of the first register whose quota is used up today, or None; no quota costs nothing.

    A register is named once for each request that is about to ask it.
    """
    limits = {number: node.owned.quotas[number] for number in resources if number in node.owned.quotas}
    if not limits:
        return None
    midnight = moment.in_astana(at).replace(hour=0, minute=0, second=0, microsecond=0)
    async with node.store.single() as store:
        asked = await store.oversight.asked_since(list(limits), midnight)
    more = Counter(resources)
    for number, limit in sorted(limits.items()):
        if asked.get(number, 0) + more[number] > limit:
            return OVER_QUOTA.at("resources", resource=str(number), limit=str(limit))
    return None
