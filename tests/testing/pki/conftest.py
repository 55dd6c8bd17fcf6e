from embedded_pki import own_pki, pki

__all__ = ["own_pki", "pki"]
