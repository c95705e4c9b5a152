"""Dataclasses whose methods are compiled when they are first called, so that a command starts soon.

The standard decorator compiles up to ten functions for each class when its module is imported.
That took a quarter of the time of a command on one small file, which calls few of them.
"""

from __future__ import annotations

import operator
from dataclasses import MISSING, FrozenInstanceError, fields
from dataclasses import dataclass as standard
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass

__all__ = ["dataclass"]

_ORDERS = (operator.lt, operator.le, operator.gt, operator.ge)


def _lazy(
    *,
    frozen: bool = False,
    eq: bool = True,
    order: bool = False,
    slots: bool = False,
    kw_only: bool = False,
) -> Callable[[type], type]:
    """What ``dataclasses.dataclass`` gives, for classes that have no hash of their own."""

    def decorate(cls: type) -> type:
        own = set(vars(cls))
        cls.__doc__ = cls.__doc__ or cls.__name__  # the standard one would write out the signature
        made: type = standard(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
        methods: dict[str, Any] = {"__init__": _init(made, frozen=frozen), "__repr__": _repr}
        if eq:
            methods |= _comparisons(made, order=order, frozen=frozen)
        if frozen:
            methods |= _FROZEN
        for name, method in methods.items():
            if name not in own:
                setattr(made, name, method)
        return made

    return decorate


if not TYPE_CHECKING:
    dataclass = _lazy


def _init(cls: Any, *, frozen: bool) -> Callable[..., None]:
    """An ``__init__`` that compiles the one that takes its place."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807  its name in errors
        cls.__init__ = _compiled_init(cls, frozen=frozen)
        cls.__init__(self, *given, **named)

    return __init__


def _compiled_init(cls: Any, *, frozen: bool) -> Callable[..., None]:
    names: dict[str, Any] = {"MISSING": MISSING, "put": object.__setattr__}
    parameters: list[str] = []
    named: list[str] = []
    lines: list[str] = []
    for field in fields(cls):
        name, value = field.name, field.name
        default = ""
        if field.default is not MISSING:
            names[f"default_{name}"], default = field.default, f"=default_{name}"
        elif field.default_factory is not MISSING:
            names[f"make_{name}"], default = field.default_factory, "=MISSING"
            value = f"make_{name}() if {name} is MISSING else {name}"
        if field.init:
            (named if field.kw_only else parameters).append(name + default)
        elif default:
            value = f"make_{name}()" if default == "=MISSING" else default[1:]
        else:
            continue
        lines.append(f"put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    head = ", ".join(["self", *parameters, *(["*", *named] if named else [])])
    exec(f"def __init__({head}):\n " + "\n ".join(lines or ["pass"]), names)  # noqa: S102  as dataclasses does
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


@recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{type(self).__qualname__}({shown})"


def _comparisons(cls: Any, *, order: bool, frozen: bool) -> dict[str, Any]:
    """The methods that compare, and the hash: of instances that change there is none."""
    values = _values_of(cls)
    kinds = (operator.eq, *(_ORDERS if order else ()))
    found: dict[str, Any] = {f"__{kind.__name__}__": _comparison(kind, values) for kind in kinds}
    return found | {"__hash__": (lambda self: hash(values(self))) if frozen else None}


def _values_of(cls: Any) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(cls) if field.compare]
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _comparison(
    kind: Callable[[Any, Any], Any], values: Callable[[Any], tuple[Any, ...]]
) -> Callable[[Any, Any], Any]:
    def compare(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return kind(values(self), values(other))

    return compare


def _refuse_set(self: Any, name: str, value: object) -> None:
    del self, value
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: Any, name: str) -> None:
    del self
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_FROZEN = {
    "__setattr__": _refuse_set,
    "__delattr__": _refuse_delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
