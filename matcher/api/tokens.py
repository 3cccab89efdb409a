"""Bearer tokens of an OpenID Connect issuer, checked against its published keys, which are kept for a time."""

from __future__ import annotations

import logging
from typing import Any

import jwt
import msgspec

from matcher.service import ServiceSettings
from matcher.store.keys import SCOPES, Scope

__all__ = ["Bearer", "TokenReader"]

logger = logging.getLogger("resetmatch.api")
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
"""Signatures by a public key; a token that is signed with a shared secret, or not at all, is not taken."""

CLAIMS = ["exp", "iat", "iss", "aud", "sub"]
LEEWAY = 30
PATIENCE = 5


class Bearer(msgspec.Struct, frozen=True):
    """Whose token it is, and what it grants here."""

    subject: str
    scopes: tuple[Scope, ...]


class TokenReader:
    """Reads the tokens of the issuer that the settings name; without one there are none."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        url = settings.oidc_keys_url
        self._keys = jwt.PyJWKClient(url, cache_keys=True, lifespan=300, timeout=PATIENCE) if url else None

    def read(self, text: str) -> Bearer | None:
        """The bearer of a token that is good now."""
        if self._keys is None:
            return None
        try:
            key = self._keys.get_signing_key_from_jwt(text)
            claims = jwt.decode(
                text,
                key,
                algorithms=ALGORITHMS,
                issuer=self._settings.oidc_issuer,
                audience=self._settings.oidc_audience,
                leeway=LEEWAY,
                options={"require": CLAIMS},
            )
        except jwt.PyJWTError as error:
            logger.info("a token was not taken: %s", type(error).__name__)
            return None
        return Bearer(str(claims["sub"]), _scopes(claims, self._settings.oidc_scope_prefix))


def _scopes(claims: dict[str, Any], prefix: str) -> tuple[Scope, ...]:
    """The scopes of this service among those granted, which stand in `scope` or `scp`, as words or as a list."""
    granted = claims.get("scope", claims.get("scp", ""))
    words = granted.split() if isinstance(granted, str) else granted
    return tuple(scope for scope in SCOPES if prefix + scope in words)
