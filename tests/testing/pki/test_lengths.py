"""Certificates, signatures and stamps of every length: an encoder may not care how long what it writes is."""

from datetime import timedelta

from almasu.kernel.signatures.asn1.reader import walk, whole
from almasu.kernel.signatures.certificate import read_certificate
from almasu.testing.emulator.keyring import Keyring
from almasu.testing.emulator.signing import Manner, Signing
from almasu.testing.pki import Algorithm, Pki, cms_sign
from almasu.testing.pki.issuing import Profile, issue
from almasu.testing.pki.names import COMMON_NAME, name
from almasu.testing.pki.plan import issuer_of
from embedded_pki import NOW, OFFICER

# One round of the last length octet, the value 80 among them.
LENGTHS = range(64, 64 + 256)


def test_a_certificate_of_any_length_is_whole(pki: Pki) -> None:
    issuer, secret = pki.key(issuer_of(Algorithm.GOST)), pki.key(f"{OFFICER}-gost").secret
    for length in LENGTHS:
        profile = Profile("made", name((COMMON_NAME, "Ә" + "a" * length)), NOW, NOW + timedelta(days=1), ())
        made = issue(profile, secret, issuer)
        assert read_certificate(made.certificate).raw == made.certificate
        walk(whole(cms_sign(made, b"asked", NOW)))


def test_a_stamped_signature_of_any_length_is_whole(pki: Pki) -> None:
    signing = Signing(Keyring(pki), lambda: NOW)
    key = pki.key(f"{OFFICER}-gost")
    for length in LENGTHS:
        walk(whole(signing.cms(key, b"a" * length, Manner(attached=True, digested=False, stamped=True))))
