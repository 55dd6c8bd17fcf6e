"""Steps 7 and 8: may this key sign this act, and whose is it."""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from almasu.kernel.signatures.certificate import Certificate
from almasu.kernel.signatures.expectation import Expectation
from almasu.kernel.signatures.profile import CarrierRule, TrustProfile
from almasu.kernel.signatures.reasons import purpose as reasons
from almasu.kernel.signatures.reasons.reason import Reason, Stopped
from almasu.kernel.signatures.rules import KEY_IN_FILE, SigningRules, is_foreign

Said = tuple[Reason, dict[str, str]]


def check_purpose(
    certificate: Certificate, expected: Expectation | None, profile: TrustProfile, rules: SigningRules
) -> Iterator[Said]:
    """Yield what is to be said of the certificate's purpose; Stopped where it may not sign the act."""
    extensions = certificate.extensions
    if extensions.key_usage is None or extensions.key_usage & rules.usage != rules.usage:
        raise Stopped(reasons.KEY_USAGE)
    foreign = next((one for one in extensions.extended if is_foreign(one)), None)
    if foreign is not None and rules.signing & set(extensions.extended):
        raise Stopped(reasons.FOREIGN_SYSTEM, purpose=foreign)
    if not rules.signing & set(extensions.extended):
        raise Stopped(reasons.NOT_SIGNING)
    if expected is not None and not rules.roles[expected.purpose] & set(extensions.extended):
        raise Stopped(reasons.ROLE)
    if not rules.policies & set(extensions.policies):
        raise Stopped(reasons.POLICY, policy=", ".join(extensions.policies) or "-")
    yield reasons.ALLOWED, {"edition": rules.id}
    remark = carrier_remark(certificate, profile.carriers)
    if remark is not None:
        yield remark, {}


def carrier_remark(certificate: Certificate, rule: CarrierRule) -> Reason | None:
    """Return a remark on the carrier of the key or None; Stopped where the rule refuses it (SIO22-A3.0)."""
    carriers = certificate.extensions.carriers
    in_file = KEY_IN_FILE in carriers
    match rule:
        case CarrierRule.OFF:
            return None
        case CarrierRule.WARN:
            return reasons.FILE_NOTED if in_file else (None if carriers else reasons.NO_CARRIER_NOTED)
        case CarrierRule.PROTECTED | CarrierRule.STRICT:
            if in_file:
                raise Stopped(reasons.FILE)
            if not carriers and rule is CarrierRule.STRICT:
                raise Stopped(reasons.NO_CARRIER)
            return None if carriers else reasons.NO_CARRIER_NOTED


def check_identity(certificate: Certificate, expected: Expectation | None) -> Iterator[Said]:
    """Yield who signed; Stopped where it is not the person expected (SIO25-12.2)."""
    iin = certificate.iin
    name = certificate.common_name
    if expected is None:
        yield (reasons.NOBODY if iin is None else reasons.KNOWN), {"name": name}
        return
    if iin is None:
        raise Stopped(reasons.NO_IIN)
    if expected.iin and not hmac.compare_digest(iin.encode(), expected.iin.encode()):
        raise Stopped(reasons.OTHER_PERSON)
    yield reasons.KNOWN, {"name": name}
