"""Whatever the portal lets a person do, a program can do over HTTP, or there is a reason named here."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import almasu.interfaces
from almasu.interfaces.addresses_of_offices import OF_OFFICES
from almasu.interfaces.addresses_of_people import OF_PEOPLE
from almasu.interfaces.addresses_of_programs import OF_PROGRAMS

INTERFACES = Path(almasu.interfaces.__file__).parent
ACTIONS = "almasu.actions"
REASONS = {
    "check_act.waiting_act": "a page shows what waits for a signature; a program holds the bytes since they were built",
    "control.appoint.order_to_sign": "a program reads the whole order in the list of those to sign",
    "control.people.one_away": "the form of a withdrawal; a program reads the note in the list of people",
    "control.people.people_of_body": "the choices of a form; a program reads the list of accounts",
    "view_request.polled_request": "a page that asks by itself must not count as acting; a program acts with each call",
    "interstate.ask_blind.states_reached": "the choices of a form; a program is told of a body that has no node",
    "interstate.consult.consultations_to_settle": "tasks of the desk; a program reads the list of consultations",
    "interstate.directory.directory_of": "the desk names the body of whoever is there; a program reads the directory",
    "interstate.offer.offers_to_settle": "tasks of the desk; a program reads the list of offers",
    "interstate.onward_kept.askings_of_item": "the page of one item; a program reads the list of askings",
    "interstate.onward_kept.askings_to_answer": "tasks of the desk; a program reads the list of askings",
    "interstate.openings.open_item": "a page is led to what was opened; a program is answered with it at once",
    "interstate.openings.opened": "the same",
    "interstate.packets.packets_to_confirm": "tasks of the desk; a program reads the incoming register",
    "interstate.see_cases.waiting": "tasks of the desk; a program reads the list of requests",
    "interstate.taken_back.consents_waiting": "the choices of a form; a program reads the number with what was entered",
    "sector.given_files.handed_in": "the desk counts what the list of given files tells a program, with who gave each",
    "visit.renew_visit": "the page of a visit may be opened twice; a program begins a visit once",
    "entering.consented": "the portal asks who is in a session; each address of a program answers that itself",
    "entering.living": "the same",
    "materials.my_tasks": "materials with the numbers of their tasks; a program reads both in the material",
    "materials.requests_in": "the lines of a report that is not signed yet; a program reads them in the act it builds",
    "owning.see_uses.uses_by_day": "a chart of a page; a program counts the uses it reads",
    "operating.announce_works.known_works": "the banner of every page; a program reads the announced works",
    "provision.compose_act.known_for": "the choices of a form; a program reads the body with its objects",
    "provision.compose_act.write_act": "people fill in forms of an act; a program writes the act whole by its schema",
    "provision.compose_act.write_head": "the same",
    "provision.compose_act.write_set": "the same",
    "provision.keyings.set_of_keying": "the fields of a form; a program reads the set in the act",
    "provision.keyings.to_be_keyed": "the same",
    "provision.looks.look_to_open": "the form of a reason; a program reads the look in its session",
    "provision.scans.scan_to_use": "the form of a use; a program reads the card of the paper",
    "provision.scans.where_scan_lies": "says which buttons to offer; a program is answered when it takes the scan",
    "provision.see_askable.to_ask": "the form of one set; a program reads all that may be asked, and its materials",
    "provision.see_own_sets.own_sets": "the choices of a form; a program reads the act in force and its ways",
    "second_factor.code_under_way": "a page is opened again; a program remembers that a code was sent",
    "sector.see_signals.newer_signals": "a page that asks by itself must not count as acting; a program asks the list",
    "sector.silent_modules.silent_modules": "tasks of the desk; a program reads the silent modules in the statistics",
    "supervision.view_cases.known_cases": "closed cases stand in the list of a page; a program opens them by number",
    "take_copy.copy_with_code": "whoever holds a copy types the code on it into the page of proofs, without signing in",
    "take_copy.to_copy": "the form of a copy; a program is told the same when it takes one",
    "take_copy.copy_to_confirm": "the form of a word; a program reads the list of copies",
    "view_request.last_visit": "the day of a person begins with it; a program keeps its own hours",
    "visit.who_is_here": "the portal asks who is in a session; each address of a program answers that itself",
}
"""Actions that the portal alone uses, by module and name, and why."""


def used_in(folder: Path) -> set[str]:
    """The asynchronous actions that the files of a folder name, as `module.name`."""
    found = {name for file in folder.rglob("*.py") for name in named_in(ast.parse(file.read_text("utf-8")))}
    return {name for name in found if is_action(name)}


def named_in(tree: ast.Module) -> Iterator[str]:
    known = {
        one.asname or one.name: f"{node.module}.{one.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(ACTIONS)
        for one in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
            yield f"{known[node.value.id]}.{node.attr}".removeprefix(f"{ACTIONS}.")
        elif isinstance(node, ast.Name) and node.id in known:
            yield known[node.id].removeprefix(f"{ACTIONS}.")


def is_action(name: str) -> bool:
    module, _, verb = f"{ACTIONS}.{name}".rpartition(".")
    try:
        return inspect.iscoroutinefunction(getattr(importlib.import_module(module), verb, None))
    except ModuleNotFoundError:
        # A constant or a type of a module: `module` is no module then.
        return False


def test_every_power_that_has_a_page_has_an_address_for_programs() -> None:
    pages = {power.name for power in OF_OFFICES.values()} | {power.name for power, _ in OF_PEOPLE}
    assert pages - {power.name for power, _ in OF_PROGRAMS} == set()


def test_every_action_of_the_portal_is_one_of_the_api_or_has_a_reason() -> None:
    alone = used_in(INTERFACES / "portal") - used_in(INTERFACES / "api")
    assert alone - REASONS.keys() == set(), "give programs an address for it, or name the reason above"
    assert REASONS.keys() - alone == set(), "the reason is no longer needed"
