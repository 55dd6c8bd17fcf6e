"""The act: what a person signs. The server builds its canonical bytes; the person signs exactly these (DESIGN 3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from almasu.law import moment
from almasu.law.canonical import Json, canonical_bytes
from almasu.law.text import Text


class ActPurpose(StrEnum):
    """What a signature is for. A signature given for one purpose is never accepted for another."""

    LOGIN = "login"
    CONSENT = "consent"
    REQUEST = "request"
    REFUSAL = "refusal"
    RESOLUTION = "resolution"
    MEASURE = "measure"
    RESOLUTION_CUT = "resolution_cut"
    BREACH = "breach"
    EMERGENCY = "emergency"
    WORKS = "works"
    CONTROL_ORDER = "control_order"
    CONTROL_PACK = "control_pack"
    LIABILITY = "liability"
    TASK_REPORT = "task_report"
    DESTRUCTION = "destruction"
    COUNTERSIGNATURE = "countersignature"
    VISIT = "visit"
    APPLICATION = "application"
    SIGN_OFF = "sign_off"
    BLOCK = "block"
    LIFT = "lift"
    WORKPLACE = "workplace"
    BIOMETRICS = "biometrics"
    AUTHENTICATOR = "authenticator"
    FOUNDING = "founding"
    MACHINE = "machine"
    MACHINE_BLOCK = "machine_block"
    NOTICE_PLACE = "notice_place"
    NOTICE_PLACE_CLOSED = "notice_place_closed"
    SECTOR_PROFILE = "sector_profile"
    SECTOR_WORKER = "sector_worker"
    SECTOR_CONSENT = "sector_consent"
    SECTOR_SENT_BACK = "sector_sent_back"
    SECTOR_DECISION = "sector_decision"
    SECTOR_RETURN = "sector_return"
    SECTOR_TAKING = "sector_taking"
    SECTOR_ANSWER = "sector_answer"
    SECTOR_PUBLISH = "sector_publish"
    SECTOR_JOINING = "sector_joining"
    SECTOR_JOINING_ANSWER = "sector_joining_answer"
    SECTOR_MODULE = "sector_module"
    SECTOR_MODULE_SHUT = "sector_module_shut"
    CALENDAR = "calendar"
    PROVISION_BODY = "provision_body"
    PROVISION_WORKER = "provision_worker"
    PROVISION_SOURCE = "provision_source"
    PROVISION_STATEMENT = "provision_statement"
    PROVISION_STATEMENT_WITHDRAWN = "provision_statement_withdrawn"
    PROVISION_PROOF = "provision_proof"
    PROVISION_PROOF_BACK = "provision_proof_back"
    PROVISION_DECISION = "provision_decision"
    PROVISION_DECISION_HAND = "provision_decision_hand"
    PROVISION_STEP = "provision_step"
    PROVISION_STEP_HAND = "provision_step_hand"
    PROVISION_CHANNEL = "provision_channel"
    PROVISION_PUT_AWAY = "provision_put_away"
    PROVISION_CARRIER = "provision_carrier"
    PROVISION_CARRIER_END = "provision_carrier_end"
    PROVISION_APPROVAL = "provision_approval"
    PROVISION_SIGNATURE = "provision_signature"
    PROVISION_ENDING = "provision_ending"
    PROVISION_QUESTION = "provision_question"
    PROVISION_QUESTION_WITHDRAWN = "provision_question_withdrawn"
    PROVISION_ANSWER = "provision_answer"
    PROVISION_DESTRUCTION = "provision_destruction"
    PROVISION_SEAT = "provision_seat"
    PROVISION_SEAT_BACK = "provision_seat_back"
    PROVISION_SERVER = "provision_server"
    PROVISION_SERVER_BACK = "provision_server_back"
    CIS_BODY = "cis_body"
    CIS_NOTICE = "cis_notice"
    CIS_SYSTEM = "cis_system"
    CIS_WORKER = "cis_worker"
    CIS_REQUEST = "cis_request"
    CIS_TELLING = "cis_telling"
    CIS_CONDITIONS = "cis_conditions"
    CIS_WITHDRAWAL = "cis_withdrawal"
    CIS_CONSENT = "cis_consent"
    CIS_CONSENT_BACK = "cis_consent_back"
    CIS_OFFER = "cis_offer"
    CIS_OFFER_ANSWER = "cis_offer_answer"
    CIS_HANDING_OVER = "cis_handing_over"
    CIS_PACKET_ENTERED = "cis_packet_entered"
    CIS_PACKET_CONFIRMED = "cis_packet_confirmed"
    CIS_NODE = "cis_node"
    CIS_NODE_SHUT = "cis_node_shut"
    CIS_NODE_CARD = "cis_node_card"
    CIS_EQUAL_STAMP = "cis_equal_stamp"
    CIS_ONWARD_ASKED = "cis_onward_asked"
    CIS_ONWARD_ANSWER = "cis_onward_answer"
    CIS_ONWARD_BACK = "cis_onward_back"
    CIS_PASSING_ON = "cis_passing_on"
    CIS_CONSULTATION = "cis_consultation"
    CIS_CONSULTATION_ANSWER = "cis_consultation_answer"
    CIS_MINUTES = "cis_minutes"
    CIS_LEGAL_ACT = "cis_legal_act"


@dataclass(frozen=True, slots=True)
class Act:
    """One act to be signed.

    `audience` is "zone/node"; `actor_iin` the person's 12 digits; `object_id` what the act is about; `body` the act's
    own content as JSON; `attachments` SHA-256 hex digests by name; `edition` the law edition the act is done under;
    `human` what the person is told they sign; `nonce` 32 hexadecimal digits, used once; `issued` and `expires` bound
    its life (SIO25-9, SIO25-10.1, SIO25-12.1).
    """

    purpose: ActPurpose
    audience: str
    actor_iin: str
    object_id: str
    body: Mapping[str, Json]
    attachments: Mapping[str, str]
    edition: str
    human: Text
    nonce: str
    issued: datetime
    expires: datetime


def act_bytes(act: Act) -> bytes:
    """Return the bytes to be signed: RFC 8785 JSON with format name and version first in meaning."""
    return canonical_bytes(
        {
            "format": "almasu-act",
            "version": 1,
            "purpose": act.purpose.value,
            "audience": act.audience,
            "actor": act.actor_iin,
            "object": act.object_id,
            "body": act.body,
            "attachments": dict(act.attachments),
            "edition": act.edition,
            "human": {"kk": act.human.kk, "ru": act.human.ru, "en": act.human.en},
            "nonce": act.nonce,
            "issued": moment.written(act.issued),
            "expires": moment.written(act.expires),
        }
    )


class SaidByAct(msgspec.Struct, frozen=True):
    """What can be read back from canonical bytes."""

    actor: str
    body: dict[str, object]
    human: dict[str, str]
    purpose: str = ""


def said_by(data: bytes) -> SaidByAct:
    """Return what canonical bytes of ours say; msgspec.DecodeError where they are something else."""
    return msgspec.json.decode(data, type=SaidByAct)


def plain_words(data: bytes) -> Text:
    """Return the plain words a person is told they sign, read back from the bytes themselves."""
    human = said_by(data).human
    return Text(kk=human["kk"], ru=human["ru"], en=human["en"])
