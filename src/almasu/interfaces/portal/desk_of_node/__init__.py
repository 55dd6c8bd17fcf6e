"""The desk of a running node: the portal's port over the actions. One file per chapter of the port."""

from __future__ import annotations

from almasu.interfaces.portal.desk_of_node.asking import AskingDesk
from almasu.interfaces.portal.desk_of_node.coming_in import ComingInDesk
from almasu.interfaces.portal.desk_of_node.knowing import KnowingDesk
from almasu.interfaces.portal.desk_of_node.looking import LookingDesk
from almasu.interfaces.portal.desk_of_node.proving import ProvingDesk
from almasu.interfaces.portal.desk_of_node.receiving import ReceivingDesk


class NodeDesk(ComingInDesk, LookingDesk, AskingDesk, ReceivingDesk, ProvingDesk, KnowingDesk):
    """Implements `almasu.interfaces.portal.desk.Desk` over one running node."""
