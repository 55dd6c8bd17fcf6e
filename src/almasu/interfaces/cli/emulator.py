"""`almasu emulator`: a stand-in for NCALayer with the keys of the demo people."""

from __future__ import annotations

from pathlib import Path

import click

from almasu.wiring import emulator as wiring


@click.command()
@click.option("--data", type=click.Path(path_type=Path), default=Path(".demo"), show_default=True, help="Data folder.")
@click.option("--port", default=wiring.DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65534))
@click.option("--wss", is_flag=True, help="TLS with a certificate of the embedded authority.")
@click.option("--auto", "automatic", is_flag=True, help="Sign with the first usable key, asking nobody.")
@click.option("--person", "iin", default="", metavar="IIN", help="With --auto: whose key.")
@click.option("--script", type=click.Path(path_type=Path, dir_okay=False), help="Prepared decisions (JSON list).")
@click.option("--origin", "origins", multiple=True, help="One more origin whose pages may ask; may be repeated.")
@click.option(
    "--profile", envvar="ALMASU_TRUST", default="embedded", show_default=True, help="Trust profile of the zone."
)
def emulator(
    data: Path,
    port: int,
    wss: bool,
    automatic: bool,
    iin: str,
    script: Path | None,
    origins: tuple[str, ...],
    profile: str,
) -> None:
    """Run the NCALayer emulator on loopback.

    It signs after a person confirms on the page at the next port (http://127.0.0.1:13580/ by default), or by --auto
    or --script. It refuses to start under the trust profile prod.
    """
    setup = wiring.Setup(port=port, secure=wss, origins=origins)
    wiring.run_emulator(data, setup, wiring.Manner(automatic, script, iin), profile, _tell)


def _tell(addresses: wiring.Addresses) -> None:
    click.echo(addresses.socket)
    if addresses.page:
        click.echo(f"Confirm signatures at {addresses.page}")
