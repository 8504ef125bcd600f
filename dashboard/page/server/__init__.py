"""Guards what is served: who may ask, what a browser may do with the answer, how much is kept."""

from dashboard.page.server.calls import forbid_calls
from dashboard.page.server.downloads import keep_downloads
from dashboard.page.server.gate import Gate, is_guarded, tell_unguarded
from dashboard.page.server.held import let_mount, let_serve, squeeze_held
from dashboard.page.server.hosts import HOSTS, LOOPBACK, served_hosts
from dashboard.page.server.policies import let_run
from dashboard.page.server.stores import let_serve_store
from dashboard.page.server.upkeep import guarded, upkeep

__all__ = [
    "HOSTS",
    "LOOPBACK",
    "Gate",
    "forbid_calls",
    "guarded",
    "is_guarded",
    "keep_downloads",
    "let_mount",
    "let_run",
    "let_serve",
    "let_serve_store",
    "served_hosts",
    "squeeze_held",
    "tell_unguarded",
    "upkeep",
]
