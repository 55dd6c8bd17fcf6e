"""Step 9: has the certificate been revoked? OCSP (RFC 6960) first, lists (RFC 5280, 5) where OCSP is silent."""
