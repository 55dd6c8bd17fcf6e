"""The keeper registers a node of another state by its card, and shuts it out: each by a signed act."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from actions.interstate.conftest import Between
from almasu.actions.interstate import nodes
from almasu.actions.interstate.messages.peers import OwnPlace, make_own_card, written_card
from almasu.law.problem import Problem
from almasu.testing.pki.transport import TransportAuthority

REGISTER = (nodes.prepare_node, nodes.register_node)
SHUT = (nodes.prepare_shutting, nodes.shut_node)


async def card_of_the_other(between: Between, folder: Path) -> str:
    """The file that the other state's keeper hands over."""
    ru, at = between.ru, between.clock()
    issued = TransportAuthority(folder / "authority", at).node("RU")
    shown = x509.load_pem_x509_certificate(issued.certificate.read_bytes()).public_bytes(Encoding.DER)
    place = OwnPlace("Узел RU", "RU", "https://127.0.0.1:9543", shown, at - timedelta(days=1), at + timedelta(days=900))
    async with ru.node.store.transaction() as transaction:
        return written_card(await make_own_card(ru.node, transaction, place, "account:test", at, {})).decode()


async def test_a_node_is_registered_by_its_card_once_and_shut_out_with_a_reason(
    between: Between, tmp_path: Path
) -> None:
    kz, card = between.kz, await card_of_the_other(between, tmp_path)
    peer = await kz.signs("keeper", *REGISTER, nodes.OfCard(card))
    assert (peer.node, peer.card.state) == ("interstate/ru", "RU")
    with pytest.raises(Problem, match=r"cis\.peer\.known"):
        await kz.signs("keeper", *REGISTER, nodes.OfCard(card))
    told = await nodes.nodes(kz.node, kz.tokens["keeper"], kz.now())
    assert [(one.peer, one.state, one.why) for one in told.lines] == [("interstate/ru", "open", "")]
    with pytest.raises(Problem, match=r"cis\.peer\.reason"):
        await kz.signs("keeper", *SHUT, nodes.OfNode("interstate/ru", " "))
    await kz.signs("keeper", *SHUT, nodes.OfNode("interstate/ru", "ключ утрачен другой стороной"))
    told = await nodes.nodes(kz.node, kz.tokens["keeper"], kz.now())
    assert [one.state for one in told.lines] == ["revoked"]


async def test_a_card_that_does_not_hold_registers_nothing(between: Between, tmp_path: Path) -> None:
    kz, card = between.kz, await card_of_the_other(between, tmp_path)
    for wrong in ("", "{}", card.replace("https://127.0.0.1:9543", "https://127.0.0.1:9544"), "x" * 20_000):
        with pytest.raises(Problem, match=r"cis\.peer\.card"):
            await kz.signs("keeper", *REGISTER, nodes.OfCard(wrong))
    with pytest.raises(Problem, match=r"account\.role"):
        await kz.signs("head", *REGISTER, nodes.OfCard(card))
