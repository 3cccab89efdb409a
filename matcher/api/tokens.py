"""Bearer tokens of an OpenID Connect issuer, checked against its published keys, which are kept for a time."""

from __future__ import annotations

import logging
import urllib.request
from typing import Any

import jwt
import msgspec

from matcher.service import ServiceSettings, is_safe
from matcher.store.keys import SCOPES, Scope

__all__ = ["Bearer", "IssuerAway", "TokenReader"]

logger = logging.getLogger("resetmatch.api")
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
"""Signatures by a public key; a token that is signed with a shared secret, or not at all, is not taken."""

CLAIMS = ["exp", "iat", "iss", "aud", "sub"]
LEEWAY = 30
PATIENCE = 5
DISCOVERY = "/.well-known/openid-configuration"
MOST = 1024 * 1024


class IssuerAway(Exception):
    """The keys of the issuer cannot be fetched: whether a token is good is not known."""


class Bearer(msgspec.Struct, frozen=True):
    """Whose token it is, and what it grants here."""

    subject: str
    scopes: tuple[Scope, ...]


class TokenReader:
    """Reads the tokens of the issuer that the settings name; without one there are none."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        self._found: jwt.PyJWKClient | None = None

    def read(self, text: str) -> Bearer | None:
        """The bearer of a token that is good now; IssuerAway where that cannot be known."""
        if self._settings.oidc_issuer is None:
            return None
        try:
            jwt.get_unverified_header(text)
            key = self._keys().get_signing_key_from_jwt(text)
            claims = jwt.decode(
                text,
                key,
                algorithms=ALGORITHMS,
                issuer=self._settings.oidc_issuer,
                audience=self._settings.oidc_audience,
                leeway=LEEWAY,
                options={"require": CLAIMS},
            )
        except jwt.PyJWKClientConnectionError:
            raise IssuerAway from None
        except jwt.PyJWTError as error:
            logger.info("a token was not taken: %s", type(error).__name__)
            return None
        return Bearer(str(claims["sub"]), _scopes(claims, self._settings.oidc_scope_prefix))

    def _keys(self) -> jwt.PyJWKClient:
        """The published keys; one that the issuer withdraws is not taken any more after `oidc_keys_seconds`."""
        if self._found is None:
            url, kept = self._settings.oidc_keys_url or self._discovered(), self._settings.oidc_keys_seconds
            again = min(30.0, kept)
            self._found = jwt.PyJWKClient(url, lifespan=kept, timeout=PATIENCE, cooldown_duration=again)
        return self._found

    def _discovered(self) -> str:
        """Where the issuer says that its keys are; IssuerAway where it does not say so."""
        issuer = self._settings.oidc_issuer or ""
        try:
            with urllib.request.urlopen(issuer.rstrip("/") + DISCOVERY, timeout=PATIENCE) as answer:  # noqa: S310 - is_safe
                told = msgspec.json.decode(answer.read(MOST), type=_Discovery)
        except (OSError, msgspec.DecodeError) as error:
            logger.warning("the issuer of tokens cannot be asked for its keys: %s", type(error).__name__)
            raise IssuerAway from None
        if told.issuer != issuer or not is_safe(told.jwks_uri):
            logger.error("the issuer of tokens says that it is another, or that its keys lie where they are not safe")
            raise IssuerAway
        return told.jwks_uri


class _Discovery(msgspec.Struct):
    issuer: str
    jwks_uri: str


def _scopes(claims: dict[str, Any], prefix: str) -> tuple[Scope, ...]:
    """The scopes of this service among those granted, which stand in `scope` or `scp`, as words or as a list."""
    granted = claims.get("scope", claims.get("scp", ""))
    words = granted.split() if isinstance(granted, str) else granted
    return tuple(scope for scope in SCOPES if prefix + scope in words)
