"""Results that are kept for who asks next: the latest used, so many at most."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

__all__ = ["Kept"]

T = TypeVar("T")


class Kept(Generic[T]):
    """The results used last, by key; several threads may ask, and each result is made once."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._held: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept under a key; what is not is made and kept, and the one longest unused goes."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            made = self._held[key] = make()
            if len(self._held) > self._most:
                self._held.popitem(last=False)
            return made

    def every(self) -> tuple[T, ...]:
        """All that is kept."""
        with self._lock:
            return tuple(self._held.values())
