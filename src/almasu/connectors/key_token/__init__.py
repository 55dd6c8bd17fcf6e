"""A token of keys by PKCS #11: a hardware security module, or SoftHSM where there is none."""
