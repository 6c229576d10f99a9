"""Two sessions in memory, by the rules told in a page: what the services do to a database must be the same, on any.

Nothing of the site is used here. A person has at most one line that counts in a session: the last one.
"""

from dataclasses import dataclass, field

ACTIVE = {"waiting", "offered", "confirmed"}
SEATED = {"offered", "confirmed"}


@dataclass
class Line:
    """Somebody in a session."""

    who: int
    state: str
    rank: int = 0
    replaces: "Line | None" = None

    @property
    def is_active(self):
        return self.state in ACTIVE


@dataclass
class Room:
    """A session: the seats that are open, those that its page announces, and who came."""

    open: int
    announced: int
    is_cancelled: bool = False
    lines: list[Line] = field(default_factory=list)
    last_rank: int = 0

    @property
    def queue(self):
        return sorted((line for line in self.lines if line.state == "waiting"), key=lambda line: line.rank)

    @property
    def free(self):
        return self.open - sum(line.state in SEATED for line in self.lines)

    def of(self, who):
        """The line of somebody that counts, or nothing."""
        return next((line for line in self.lines if line.who == who and line.is_active), None)

    def serve(self):
        """Free seats go to those who wait, in order."""
        while self.queue and self.free > 0 and not self.is_cancelled:
            self.queue[0].state = "offered"

    def let_in(self, who, replaces=None):
        """Somebody comes: a seat if one is free and nobody waits for it, else the end of the queue."""
        line = Line(who, "confirmed", replaces=replaces)
        if self.free <= 0 or self.queue:
            self.last_rank += 1
            line.state, line.rank = "waiting", self.last_rank
        self.lines.append(line)
        return line

    def follow(self):
        """The page was published: fewer seats close at once, more open at once if nobody waits."""
        if self.announced < self.open or not self.queue:
            self.open = self.announced


class Model:
    """Two rooms, and what may be done. What cannot be done changes nothing."""

    def __init__(self, seats):
        self.rooms = [Room(seats, seats), Room(seats, seats)]

    def states(self):
        """The states of everybody, room by room, in the order they came."""
        return [sorted((line.who, line.state) for line in room.lines) for room in self.rooms]

    def queues(self):
        return [[line.who for line in room.queue] for room in self.rooms]

    def enter(self, room, who):
        if not room.of(who) and not room.is_cancelled:
            room.let_in(who)
            room.serve()

    def cancel(self, room, who):
        self.end(room, room.of(who), "cancelled")

    def decline(self, room, who):
        self.end(room, self.offer_of(room, who), "declined")

    def lapse(self, room, who):
        line = self.offer_of(room, who)
        if line:
            room.follow()
            self.end(room, line, "lapsed")

    def end(self, room, line, state):
        if line:
            had_seat = line.state in SEATED
            line.state = state
            if had_seat:
                room.serve()

    def offer_of(self, room, who):
        line = room.of(who)
        return line if line and line.state == "offered" else None

    def accept(self, room, who):
        line = self.offer_of(room, who)
        if line:
            line.state = "confirmed"
            self.leave(line.replaces)

    def leave(self, former):
        """The seat that another one replaces."""
        if former and former.is_active:
            former.state = "cancelled"
            next(room for room in self.rooms if former in room.lines).serve()

    def give(self, room, who, to):
        giver, known = room.of(who), room.of(to)
        if not giver or giver.state != "confirmed" or (known and known.state != "waiting"):
            return
        if known:
            known.state = "cancelled"
        giver.state = "cancelled"
        room.lines.append(Line(to, "confirmed"))

    def change(self, room, who):
        former, target = room.of(who), next(other for other in self.rooms if other is not room)
        # One change at a time: whoever waits elsewhere has a line there, or came from there.
        if not former or target.is_cancelled or target.of(who):
            return
        new = target.let_in(who, replaces=former)
        if new.state == "confirmed":
            self.leave(former)

    def publish(self, room, seats):
        room.announced = seats
        room.follow()

    def open(self, room):
        room.open = max(room.open, room.announced)
        room.serve()

    def call_off(self, room):
        if not room.is_cancelled:
            room.is_cancelled = True
            for line in room.lines:
                if line.is_active:
                    line.state = "voided"

    def call_on(self, room):
        room.is_cancelled = False
