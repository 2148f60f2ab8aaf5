"""Options of the commands that fetch from the web, and the client they make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from archive.cli.context import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.fetch import Client, Manners

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

_OPTIONS = (
    click.option(
        "--contact",
        metavar="ADDRESS",
        envvar="ARCHIVE_CONTACT",
        show_envvar=True,
        help="Where webmasters reach you, by mail or web; it is told to every server.",
    ),
    click.option("--user-agent", metavar="TEXT", help="Instead of the program's name and --contact."),
    click.option(
        "--delay",
        "delay_s",
        type=click.FloatRange(0, 3_600),
        default=1.0,
        show_default=True,
        help="Seconds between two requests to one host; longer where robots.txt asks for it.",
    ),
    click.option(
        "--timeout",
        "timeout_s",
        type=click.FloatRange(0.1, 3_600),
        default=60.0,
        show_default=True,
        help="Seconds that one look may take, its waits not counted.",
    ),
    click.option(
        "--allow-private",
        is_flag=True,
        help="Fetch from private and loopback addresses too: only for servers that are yours.",
    ),
    click.option(
        "--allow-network",
        "networks",
        multiple=True,
        metavar="NETWORK",
        help="Fetch from this private network too, as 10.1.0.0/16; may be given several times.",
    ),
    click.option(
        "--ignore-robots",
        is_flag=True,
        help="Do not ask robots.txt: only for sites that are yours, or that said so.",
    ),
)

keep_raw_option = click.option(
    "--keep-raw",
    type=click.Choice(["yes", "no"]),
    default="yes",
    show_default=True,
    help="Keep the exact bytes of pages; without them no newer extractor can read them again.",
)
"""Of the commands that store pages, fetched or not."""


def web_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options; the command takes them as keyword arguments for `client`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def manners(
    *,
    contact: str | None,
    user_agent: str | None,
    delay_s: float,
    timeout_s: float,
    allow_private: bool,
    networks: tuple[str, ...],
    ignore_robots: bool,
) -> Manners:
    """What the options say about how to behave.

    Raises:
        BadParameter: A network is none.
        BadInput: The user agent is none.
    """
    from dataclasses import replace
    from ipaddress import ip_network

    from archive.fetch import ALL_PRIVATE, usual_manners

    allowed = list(ALL_PRIVATE) if allow_private else []
    for network in networks:
        try:
            allowed.append(ip_network(network))
        except ValueError as error:
            raise click.BadParameter(
                f"{network!r} is no network, as 10.1.0.0/16 would be: {error}.", param_hint="--allow-network"
            ) from error
    usual = usual_manners(contact)
    return replace(
        usual,
        agent=user_agent or usual.agent,
        delay_s=delay_s,
        connect_s=min(10.0, timeout_s),
        read_s=min(20.0, timeout_s),
        total_s=timeout_s,
        allowed=tuple(allowed),
        obeys_robots=not ignore_robots,
    )


def client(said: Manners, wait: Callable[[float], object]) -> Client:
    """A client with these manners."""
    from archive.fetch import Client

    return Client(said, now=now, wait=wait)


def is_url(source: str) -> bool:
    """Whether something to be ingested is an address rather than a path, also one that cannot be fetched."""
    return _ADDRESS.match(source) is not None
