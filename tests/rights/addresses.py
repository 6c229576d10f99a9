"""Every address that the site answers, read from its resolver: nobody keeps a list of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

BULK = "wagtail_bulk_action"

#: A piece of an address that names something: ``<int:page_id>``, ``(?P<pk>\d+)``, or a group without a name.
PIECE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|\((?!\?)(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Address:
    """An address of the resolver.

    :param name: by which code asks for it, with its namespace; its route where it has none.
    :param route: as the address bar shows it, each varying piece as ``{name}``.
    """

    name: str
    route: str

    @property
    def pieces(self) -> list[str]:
        """What varies in it."""
        return re.findall(r"{(\w+)}", self.route)


def addresses() -> list[Address]:
    """Each address once, as the first pattern that answers it has it, in the language of the moment."""
    found: dict[str, str] = {}
    for name, pattern in patterns(get_resolver()):
        unnamed = count(1)
        route = PIECE.sub(lambda piece: f"{{{piece[1] or piece[2] or f'part_{next(unnamed)}'}}}", pattern)  # noqa: B023
        route = "/" + re.sub(r"[\^$\\]", "", route)
        # A name that comes later is that of an address which ours takes first.
        found[route] = found.get(route) or name
    whole = [Address(name or route, route) for route, name in found.items()]
    return [each for address in whole for each in (bulk_actions(address) if address.name == BULK else [address])]


def bulk_actions(address: Address) -> list[Address]:
    """An address for each action on many rows, asked about one: Wagtail’s register says which there are."""
    bulk_action_registry.get_bulk_actions_for_model("", "")  # the register is filled when it is first asked
    return [
        Address(
            f"{BULK}:{model}.{action}",
            f"{address.route.format(app_label=app, model_name=model, action=action)}?id={{row}}&next=/admin/",
        )
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ]


def patterns(resolver: URLResolver, above: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """The name and the pattern of each address below a resolver, in the order in which they are tried."""
    for found in resolver.url_patterns:
        whole = f"{above}{found.pattern}"
        if isinstance(found, URLResolver):
            yield from patterns(found, whole, (*spaces, found.namespace) if found.namespace else spaces)
        else:
            yield ":".join([*spaces, found.name]) if found.name else "", whole
