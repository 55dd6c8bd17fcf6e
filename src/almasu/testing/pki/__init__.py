"""A certification authority of the made-up country: real keys, real certificates, none of them of any use outside it.

`create_pki(folder, people, at)` makes one, `Pki.load(folder)` opens it, `cms_sign(key, content, at)` signs as NCALayer
does, and `almasu.testing.pki.service` answers OCSP, time-stamp, list and certificate requests over HTTP.
"""

from almasu.testing.pki.algorithms import Algorithm
from almasu.testing.pki.cms import cms_sign
from almasu.testing.pki.container import WrongPin
from almasu.testing.pki.creation import create_pki
from almasu.testing.pki.folder import Pki
from almasu.testing.pki.keys import SigningKey

__all__ = ["Algorithm", "Pki", "SigningKey", "WrongPin", "cms_sign", "create_pki"]
