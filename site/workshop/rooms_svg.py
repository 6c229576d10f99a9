"""The picture of the rooms (docs/rooms.svg): applications in their layers, rooms on their floors, arrows counted.

Written by hand, and the same each time for the same imports: no library, no measure of letters, no chance.
"""

from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass, field
from html import escape

from workshop.rooms import House, Room

WIDTH = 1280
MARGIN = 20
BOX_WIDTH = 1000
INSET = 14
TITLE_HEIGHT = 34
CHIP_HEIGHT, CHIP_GAP = 24, 10
FLOOR_GAP = 22
BOX_GAP = 26
LETTER = 7.3  # of a monospaced font of 12 pixels
LANE = 9  # at most
LABEL = 118  # what an arrow between applications says, before it turns
HEAD = 64

STYLE = """
text { font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #14332d }
.title { font-size: 15px; font-weight: 700 } .note { fill: #4d625d } .head { font-size: 20px; font-weight: 700 }
.box { fill: #f4f7f5; stroke: #9db5ad } .layer { fill: none; stroke: #9db5ad; stroke-dasharray: 5 4 }
.module { fill: #fff; stroke: #9db5ad }
.folder { fill: #dcebe5; stroke: #14332d } .circle { stroke: #b3261e; stroke-width: 2 }
.inside { fill: none; stroke: #2f6f5f; stroke-opacity: .38 } .inside.circle { stroke: #b3261e; stroke-opacity: .7 }
.between { fill: none; stroke: #14332d; stroke-opacity: .75 }
"""


@dataclass
class Place:
    """Where a room stands: the left upper corner of its chip, and its width."""

    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        """The middle, from left to right."""
        return self.x + self.width / 2


@dataclass
class Drawing:
    """What has been placed so far.

    :param boxes: top and height of each application.
    :param places: of each room, by application and name.
    """

    boxes: dict[str, tuple[float, float]] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    height: float = HEAD


def draw(house: House) -> str:
    """The picture as the text of an SVG file."""
    drawing = Drawing()
    for layer in house.layers:
        for app in layer:
            place_app(drawing, house, app)
    body = [*layer_frames(drawing, house), *between_arrows(drawing, house)]
    for app in drawing.boxes:
        body += [box_of(drawing, house, app), *inside_arrows(drawing, house, app), *chips_of(drawing, house, app)]
    modules = sum(room.modules for rooms in house.rooms.values() for room in rooms)
    rooms = sum(map(len, house.rooms.values()))
    says = f"{len(drawing.boxes)} applications, {rooms} rooms, {modules} modules"
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {number(drawing.height)}" role="img">',
        f"<title>The rooms of the house: {says}</title>",
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{number(drawing.height)}" fill="#fff"/>',
        text(MARGIN, 30, f"The rooms of the house: {says}", "head"),
        text(
            MARGIN,
            52,
            "Arrows lead down, to what is imported. A number: modules in a folder, imports of an arrow.",
            "note",
        ),
    ]
    return "\n".join([*head, *body, "</svg>", ""])


def place_app(drawing: Drawing, house: House, app: str) -> None:
    """Give an application its box below the others, and each of its rooms a place in it, the highest floor on top."""
    top, y = drawing.height, drawing.height + TITLE_HEIGHT
    rooms = house.rooms[app]
    for floor in sorted({room.floor for room in rooms}, reverse=True):
        on_floor = sorted((room for room in rooms if room.floor == floor), key=lambda room: order(drawing, house, room))
        for line in lines_of(on_floor):
            x = MARGIN + (BOX_WIDTH - line_width(line)) / 2
            for room in line:
                drawing.places[app, room.name] = Place(x, y, chip_width(room))
                x += chip_width(room) + CHIP_GAP
            y += CHIP_HEIGHT + CHIP_GAP
        y += FLOOR_GAP - CHIP_GAP
    drawing.boxes[app] = (top, y - FLOOR_GAP + INSET - top)
    drawing.height = y - FLOOR_GAP + INSET + BOX_GAP


def lines_of(rooms: Sequence[Room]) -> list[list[Room]]:
    """The rooms of a floor, as many a line as the box is broad."""
    lines: list[list[Room]] = [[]]
    for room in rooms:
        if line_width([*lines[-1], room]) > BOX_WIDTH - 2 * INSET:
            lines.append([])
        lines[-1].append(room)
    return lines


def line_width(rooms: Sequence[Room]) -> float:
    """How broad some rooms are beside each other."""
    return sum(map(chip_width, rooms)) + CHIP_GAP * (len(rooms) - 1)


def chip_width(room: Room) -> float:
    """How broad a room is: as its words."""
    return len(caption(room)) * LETTER + 16


def order(drawing: Drawing, house: House, room: Room) -> tuple[float, str]:
    """Below those who import it, as far as can be: the middle of them, then the name."""
    above = [
        drawing.places[room.app, importer].middle
        for app, importer, imported in sorted(house.inside)
        if (app, imported) == (room.app, room.name) and (app, importer) in drawing.places
    ]
    return (sum(above) / len(above) if above else WIDTH, room.name)


def caption(room: Room) -> str:
    """The name of a room; of a folder, with how many modules it holds."""
    return f"{room.name} {room.modules}" if room.modules > 1 else room.name


def layer_frames(drawing: Drawing, house: House) -> Iterator[str]:
    """A frame around applications that stand side by side."""
    for layer in house.layers:
        if len(layer) > 1:
            top, (last, height) = drawing.boxes[layer[0]][0], drawing.boxes[layer[-1]]
            yield rectangle(MARGIN - 8, top - 8, BOX_WIDTH + 16, last + height - top + 16, "layer")


def box_of(drawing: Drawing, house: House, app: str) -> str:
    """The box of an application and its title."""
    top, height = drawing.boxes[app]
    rooms, arrows = house.rooms[app], [imports for key, imports in house.inside.items() if key[0] == app]
    floors = {room.floor for room in rooms}
    says = f"{count(rooms, 'room')}, {count(floors, 'floor')}, {count(arrows, 'arrow')} ({sum(arrows)} imports)"
    circle = [room.name for room in rooms if room.is_circle]
    says += f", in circles: {len(circle)}" if circle else ""
    title = text(MARGIN + INSET, top + 22, app, "title")
    note = text(MARGIN + INSET + len(app) * 9.2 + 14, top + 22, says, "note")
    return "\n".join([rectangle(MARGIN, top, BOX_WIDTH, height, "box"), title, note])


def chips_of(drawing: Drawing, house: House, app: str) -> Iterator[str]:
    """The rooms of an application."""
    for room in house.rooms[app]:
        place = drawing.places[app, room.name]
        kind = ("folder" if room.modules > 1 else "module") + (" circle" if room.is_circle else "")
        yield rectangle(place.x, place.y, place.width, CHIP_HEIGHT, kind)
        yield text(place.x + 8, place.y + 16, caption(room))


def inside_arrows(drawing: Drawing, house: House, app: str) -> Iterator[str]:
    """From each room of an application to those it imports: the broader, the more imports."""
    circles = {room.name for room in house.rooms[app] if room.is_circle}
    floors = {room.name: room.floor for room in house.rooms[app]}
    for (owner, importer, imported), imports in sorted(house.inside.items()):
        if owner != app:
            continue
        start, end = drawing.places[app, importer], drawing.places[app, imported]
        kind = "inside circle" if {importer, imported} <= circles and floors[importer] == floors[imported] else "inside"
        y1, y2 = start.y + CHIP_HEIGHT, end.y
        bend = max(14, (y2 - y1) / 2)
        width = number(min(5, 0.8 + imports / 4))
        yield (
            f'<path class="{kind}" stroke-width="{width}" d="M{number(start.middle)} {number(y1)}'
            f"C{number(start.middle)} {number(y1 + bend)} {number(end.middle)} {number(y2 - bend)} "
            f'{number(end.middle)} {number(y2)}"/>'
        )


def between_arrows(drawing: Drawing, house: House) -> Iterator[str]:
    """From application to application, in the margin at the right: each in a lane of its own, the longest outside."""
    tops = {app: top for app, (top, _height) in drawing.boxes.items()}
    pairs = sorted(house.between, key=lambda pair: (abs(tops[pair[1]] - tops[pair[0]]), tops[pair[0]]))
    leaving = {app: [pair for pair in pairs if pair[0] == app] for app in tops}
    arriving = {app: [pair for pair in pairs if pair[1] == app] for app in tops}
    edge = MARGIN + BOX_WIDTH
    lane_width = min(LANE, (WIDTH - edge - LABEL - 8) / max(1, len(pairs) - 1))
    for lane, (app, other) in enumerate(pairs):
        # The nearest leave lowest and arrive highest: no arrow crosses another of the same box.
        height = drawing.boxes[app][1]
        y1 = tops[app] + height - 12 - 16 * leaving[app].index((app, other))
        y2 = tops[other] + 10 + 9 * arriving[other].index((app, other))
        x = edge + LABEL + lane_width * lane
        yield (
            f'<path class="between" d="M{edge} {number(y1)}H{number(x)}V{number(y2)}H{edge + 2}"/>'
            f'<path d="M{edge} {number(y2)}l7 -3.5v7z" fill="#14332d"/>'
        )
        yield text(edge + 6, y1 - 4, f"{other} {house.between[app, other]}")


def count(things: Sized, word: str) -> str:
    """How many, in words."""
    return f"{len(things)} {word}{'s' if len(things) != 1 else ''}"


def rectangle(x: float, y: float, width: float, height: float, kind: str) -> str:
    """A box with small round corners."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f'<rect class="{kind}" rx="5" {place}/>'


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """Words that begin at a place."""
    style = f' class="{kind}"' if kind else ""
    return f'<text{style} x="{number(x)}" y="{number(y)}">{escape(words)}</text>'


def number(value: float) -> str:
    """A number with one decimal at most: the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")
