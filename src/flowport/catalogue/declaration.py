"""What the catalogue's classes are made of: frozen values that are quick to define and to make.

A dataclass compiles source for each class, which took half of the time of importing the catalogue.
Here a default is an attribute of the class, and a value holds only what it was given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, dataclass_transform

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Declaration"]


@dataclass_transform(eq_default=False, frozen_default=True)
class Declaration:
    """A frozen value with the members that its class annotates.

    Members after ``_: KW_ONLY``, or all with ``kw_only=True``, are given by name. A declaration
    equals only itself; with ``eq=True``, every other of its class with the same members.
    """

    _members: ClassVar[tuple[str, ...]] = ()
    _by_place: ClassVar[tuple[str, ...]] = ()
    _required: ClassVar[frozenset[str]] = frozenset()
    _same_if_equal: ClassVar[bool] = False

    def __init_subclass__(cls, *, kw_only: bool = False, eq: bool = False) -> None:
        """Read the members of a new class."""
        names = list(cls.__annotations__)
        first = names.index("_") if "_" in names else len(names)
        cls._members = tuple([name for name in names if name != "_"])
        cls._by_place = () if kw_only else tuple(names[:first])
        cls._required = frozenset([name for name in cls._members if name not in cls.__dict__])
        cls._same_if_equal = eq

    def __init__(self, *values: Any, **named: Any) -> None:
        known = self.__dict__
        if values:
            known.update(zip(self._by_place, values, strict=False))
        known.update(named)
        if len(values) > len(self._by_place) or not self._required <= known.keys():
            message = f"{type(self).__name__} takes {', '.join(self._members)}"
            raise TypeError(message)

    def __setattr__(self, name: str, value: object) -> None:
        """A declaration never changes."""
        message = f"{type(self).__name__} is frozen"
        raise AttributeError(message)

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({given})"

    def __eq__(self, other: object) -> bool:
        if self is other or not self._same_if_equal or type(self) is not type(other):
            return self is other
        return all(getattr(self, name) == getattr(other, name) for name in self._members)

    def __hash__(self) -> int:
        if not self._same_if_equal:
            return id(self) >> 4
        return hash(tuple([getattr(self, name) for name in self._members]))

    def but(self, **changes: Any) -> Self:
        """The same declaration with some members changed."""
        return type(self)(**{**self.__dict__, **changes})
