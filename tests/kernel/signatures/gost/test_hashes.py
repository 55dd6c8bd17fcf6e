"""Streebog and GOST 34.311-95 agree with their standards and with an implementation that is not ours."""

from __future__ import annotations

import gostcrypto
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.kernel.signatures.gost.gost94 import CRYPTO_PRO, D_TEST, gost34311
from almasu.kernel.signatures.gost.streebog import streebog256, streebog512

# RFC 6986, 10: the two messages of the standard, least significant byte first.
M1 = b"012345678901234567890123456789012345678901234567890123456789012"
M2 = "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы".encode("cp1251")


@pytest.mark.parametrize(
    ("message", "digest512", "digest256"),
    [
        (
            b"",
            (
                "8e945da209aa869f0455928529bcae4679e9873ab707b55315f56ceb98bef0a7"
                "362f715528356ee83cda5f2aac4c6ad2ba3a715c1bcd81cb8e9f90bf4c1c1a8a"
            ),
            "3f539a213e97c802cc229d474c6aa32a825a360b2a933a949fd925208d9ce1bb",
        ),
        (
            M1,
            (
                "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
                "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48"
            ),
            "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500",
        ),
        (
            M2,
            (
                "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376"
                "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28"
            ),
            "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50",
        ),
    ],
    ids=["empty", "M1", "M2"],
)
def test_streebog_gives_the_digests_of_the_standard(message, digest512, digest256):
    assert streebog512(message).hex() == digest512
    assert streebog256(message).hex() == digest256


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=300))
def test_streebog_agrees_with_another_implementation(message):
    for name, ours in (("streebog512", streebog512), ("streebog256", streebog256)):
        assert ours(message) == bytes(gostcrypto.gosthash.new(name, data=bytearray(message)).digest())


@pytest.mark.parametrize(
    ("box", "message", "digest"),
    [
        (D_TEST, b"", "ce85b99cc46752fffee35cab9a7b0278abb4c2d2055cff685af4912c49490f8d"),
        (CRYPTO_PRO, b"", "981e5f3ca30c841487830f84fb433e13ac1101569b9c13584ac483234cd656c0"),
        # RFC 5831, 7.3
        (
            D_TEST,
            b"This is message, length=32 bytes",
            "b1c466d37519b82e8319819ff32595e047a28cb6f83eff1c6916a815a637fffa",
        ),
        (
            D_TEST,
            b"Suppose the original message has length = 50 bytes",
            "471aba57a60a770d3a76130635c1fbea4ef14de51f78b4ae57dd893b62f55208",
        ),
    ],
)  # fmt: skip
def test_gost94_gives_the_digests_of_the_standard(box, message, digest):
    assert gost34311(message, box).hex() == digest


def test_one_hash_does_not_disturb_another():
    """Two threads hash at once: working space is never shared."""
    from concurrent.futures import ThreadPoolExecutor

    messages = [bytes([n]) * 200 for n in range(32)]
    expected = [streebog512(message) for message in messages]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(streebog512, messages)) == expected
