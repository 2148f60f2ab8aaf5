"""The network: pages, feeds and robots.txt over HTTP, politely and within limits.

`Client.fetch` looks at one address and returns a value: `Fetched`, `Unchanged` or `Unseen`. No proxy, no
environment, no cookie kept from one look to the next. Importing this package costs a tenth of a second;
do it where something is fetched.
"""

from archive.fetch.address import ALL_PRIVATE, Network, checked_url, is_public, without_secret
from archive.fetch.client import Client
from archive.fetch.manners import Manners, agent, usual_manners
from archive.fetch.result import Fetched, Hop, Look, Unchanged, Unseen, Validators

__all__ = [
    "ALL_PRIVATE",
    "Client",
    "Fetched",
    "Hop",
    "Look",
    "Manners",
    "Network",
    "Unchanged",
    "Unseen",
    "Validators",
    "agent",
    "checked_url",
    "is_public",
    "usual_manners",
    "without_secret",
]
