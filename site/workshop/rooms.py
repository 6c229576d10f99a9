"""The rooms of the house, read from its imports: who lives in which application, on which floor, and knows whom.

A room is what stands directly in an application: a module, or a folder of them. An import made in a function, or for
types only, counts like any other.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import grimp

#: No room: they follow the models, and nobody imports them.
LEFT_OUT = "migrations"


@dataclass(frozen=True)
class Room:
    """A module of an application, or a folder of modules.

    :param modules: how many it holds.
    :param floor: 0 for one that knows no other room of its application; else one above the highest that it knows.
    :param is_circle: whether it knows, by others, a room that knows it: they share a floor.
    """

    app: str
    name: str
    modules: int
    floor: int
    is_circle: bool = False


@dataclass(frozen=True)
class House:
    """The whole.

    :param layers: applications from top to bottom; those of one layer do not know each other.
    :param rooms: of each application, by name.
    :param inside: imports between two rooms of one application, by ``(app, importer, imported)``.
    :param between: imports between two applications.
    """

    layers: tuple[tuple[str, ...], ...]
    rooms: Mapping[str, tuple[Room, ...]]
    inside: Mapping[tuple[str, str, str], int]
    between: Mapping[tuple[str, str], int]


def layers_of(pyproject: Path) -> tuple[tuple[str, ...], ...]:
    """The applications from top to bottom, as the contract “arrows” of import-linter says them.

    :raises StopIteration: there is no such contract.
    """
    contracts = tomllib.loads(pyproject.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "arrows")
    return tuple(tuple(name.strip() for name in layer.split("|")) for layer in layers)


def read_house(layers: tuple[tuple[str, ...], ...], graph: grimp.ImportGraph | None = None) -> House:
    """The house as its modules import each other today.

    :param layers: see :func:`layers_of`.
    :param graph: the imports; left out, those of the source.
    """
    apps = [app for layer in layers for app in layer]
    graph = graph or grimp.build_graph(*apps, cache_dir=None)
    modules = [name for name in sorted(graph.modules) if room_of(name)]
    inside: Counter[tuple[str, str, str]] = Counter()
    between: Counter[tuple[str, str]] = Counter()
    for importer in modules:
        for imported in filter(room_of, graph.find_modules_directly_imported_by(importer)):
            (app, room), (other_app, other_room) = importer.split(".")[:2], imported.split(".")[:2]
            if app != other_app:
                between[app, other_app] += 1
            elif room != other_room:
                inside[app, room, other_room] += 1
    rooms = {app: rooms_of(app, modules, inside) for app in apps}
    return House(layers, rooms, inside, between)


def room_of(module: str) -> str:
    """The room a module lives in; none for an application itself, and for migrations."""
    names = module.split(".")
    return names[1] if len(names) > 1 and names[1] != LEFT_OUT else ""


def rooms_of(app: str, modules: Iterable[str], inside: Mapping[tuple[str, str, str], int]) -> tuple[Room, ...]:
    """The rooms of an application with their floors."""
    sizes = Counter(room_of(module) for module in modules if module.split(".")[0] == app)
    known = {
        name: {imported for owner, importer, imported in inside if (owner, importer) == (app, name)} for name in sizes
    }
    below = {name: reached(name, known) for name in sizes}
    floors = {name: floor_of(name, below) for name in sizes}
    return tuple(Room(app, name, sizes[name], floors[name], name in below[name]) for name in sorted(sizes))


def reached(start: str, known: Mapping[str, set[str]]) -> set[str]:
    """All the rooms that a room knows, directly or by others; itself among them if it stands in a circle."""
    found: set[str] = set()
    ahead = list(known[start])
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead.extend(known[name])
    return found


def floor_of(name: str, below: Mapping[str, set[str]]) -> int:
    """How many floors stand below a room. Rooms of one circle are one step of the stairs, whatever their number."""
    lower = [other for other in below[name] if name not in below[other]]
    return max((floor_of(other, below) + 1 for other in lower), default=0)
