"""The words of the protocol: what NCALayer 1.4 sends, and how a request is read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

HEARTBEAT = "--heartbeat--"
COMMON = "kz.gov.pki.knca.commonUtils"
BASICS = "kz.gov.pki.knca.basics"
ACCESSORY = "kz.gov.pki.ncalayerservices.accessory"
LARGEST_FRAME = 4 * 1024 * 1024
_DEEPEST = 16

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Reply = dict[str, Json]


class Version(StrEnum):
    """Which NCALayer is imitated: 1.2 gave a bare string for one CMS, 1.4 always gives a list."""

    OLD = "1.2"
    CURRENT = "1.4"


@dataclass(frozen=True, slots=True)
class Call:
    """One request: module, method and its arguments as they came; `uuid` is a mark that commonUtils gives back."""

    module: str
    method: str
    args: Json
    uuid: Json = None


class NotJson(Exception):
    """The frame is not a JSON object we can read."""


def greeting(version: Version) -> Reply:
    """Return what is sent when a socket opens."""
    return {"result": {"version": version.value}}


def read_call(frame: str) -> Call:
    """Return the request in a frame; NotJson when it is none. A missing module is the retired applet."""
    try:
        value = json.loads(frame)
    except (ValueError, RecursionError) as error:
        raise NotJson from error
    if not isinstance(value, dict) or _depth(value) > _DEEPEST:
        raise NotJson
    return Call(str(value.get("module", "")), str(value.get("method", "")), value.get("args"), value.get("uuid"))


def not_json() -> Reply:
    """Return the answer to a frame that is no request."""
    return {"success": False, "code": "COMMON_JSON_WRAPPING_EXCEPTION"}


def no_module() -> Reply:
    """Return the answer to a module we do not have; clients probe for KAZTOKEN's with it."""
    return {"success": False, "errorCode": "MODULE_NOT_FOUND"}


def basics_result(result: Json) -> Reply:
    """Return a success of the basics module."""
    return {"body": {"result": result}, "status": True}


def basics_cancelled() -> Reply:
    """Return the cancel of the basics module: a success without a result."""
    return {"body": {}, "status": True}


def basics_failure(code: str, message: str, details: str) -> Reply:
    """Return a failure of the basics module."""
    return {"code": code, "details": details, "message": message, "status": False}


def common_result(result: Json) -> Reply:
    """Return a success of the commonUtils module."""
    return {"responseObject": result, "code": "200"}


def common_done() -> Reply:
    """Return a success that has nothing to give."""
    return {"code": "200"}


def common_failure(message: str | None = None) -> Reply:
    """Return a failure of the commonUtils module."""
    return {"code": "500"} if message is None else {"code": "500", "message": message}


def common_cancelled() -> Reply:
    """Return the cancel of the commonUtils module."""
    return common_failure("action.canceled")


def common_mismatch(method: str) -> Reply:
    """Return the complaint about arguments of a wrong type, in the words of the original."""
    return common_failure(f"java.lang.IllegalArgumentException: argument type mismatch. Method: {method}")


def _depth(value: Json, level: int = 1) -> int:
    if level > _DEEPEST:
        return level
    match value:
        case dict():
            return max((_depth(one, level + 1) for one in value.values()), default=level)
        case list():
            return max((_depth(one, level + 1) for one in value), default=level)
        case _:
            return level
