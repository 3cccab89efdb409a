from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.override_request_tree import OverrideRequestTree


T = TypeVar("T", bound="OverrideRequest")


@_attrs_define
class OverrideRequest:
    """A reading to put into force: for the criterion of this `text`, exactly as it is shown.

    `tree` is what the text says, as a node of `GET /v1/trials/{nct_id}/criteria`: what includes in an inclusion
    criterion, what excludes in an exclusion criterion. `reason` is shown beside every verdict; it names no person.

        Attributes:
            text (str):
            tree (OverrideRequestTree): A node, as in `tree` of a Criterion.
            reason (str):
            expires (datetime.datetime | None | Unset):
    """

    text: str
    tree: OverrideRequestTree
    reason: str
    expires: datetime.datetime | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        tree = self.tree.to_dict()

        reason = self.reason

        expires: None | str | Unset
        if isinstance(self.expires, Unset):
            expires = UNSET
        elif isinstance(self.expires, datetime.datetime):
            expires = self.expires.isoformat()
        else:
            expires = self.expires

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "text": text,
                "tree": tree,
                "reason": reason,
            }
        )
        if expires is not UNSET:
            field_dict["expires"] = expires

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.override_request_tree import OverrideRequestTree  # noqa: PLC0415

        d = dict(src_dict)
        text = d.pop("text")

        tree = OverrideRequestTree.from_dict(d.pop("tree"))

        reason = d.pop("reason")

        def _parse_expires(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_type_0 = datetime.datetime.fromisoformat(data)

                return expires_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        expires = _parse_expires(d.pop("expires", UNSET))

        override_request = cls(
            text=text,
            tree=tree,
            reason=reason,
            expires=expires,
        )

        return override_request
