"""The embedded authority for tests: one for the whole run, and a copy of it for tests that change standings."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from almasu.kernel.signatures.profile import CarrierRule, TrustProfile, embedded
from almasu.testing.people import PEOPLE
from almasu.testing.pki import Pki, create_pki

OPENED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
OFFICER = PEOPLE[0].iin
MADE = pytest.StashKey[Pki]()


@pytest.fixture(scope="session")
def pki(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """The run's authority: nobody may change its standings."""
    if MADE not in pytestconfig.stash:
        folder = tmp_path_factory.mktemp("authority") / "pki"
        pytestconfig.stash[MADE] = create_pki(folder, PEOPLE, OPENED)
    return pytestconfig.stash[MADE]


@pytest.fixture
def own_pki(pki: Pki, tmp_path: Path) -> Pki:
    """A copy to revoke and hold in."""
    return Pki.load(Path(shutil.copytree(pki.directory, tmp_path / "pki")))


def trust_of(pki: Pki, carriers: CarrierRule = CarrierRule.STRICT) -> TrustProfile:
    """The profile that trusts the authority's roots and nothing else."""
    return embedded(pki.roots(), pki.issuers(), carriers)


def pem_file(pki: Pki, folder: Path, *labels: str) -> str:
    """A file of certificates in PEM, for tools that want one."""
    path = folder / "_".join(labels)
    path.write_bytes(
        b"".join(x509.load_der_x509_certificate(pki.certificate(one)).public_bytes(Encoding.PEM) for one in labels)
    )
    return str(path)
