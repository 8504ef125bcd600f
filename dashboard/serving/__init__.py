"""Guards what is served: who may ask, what a browser may do with the answer, how much is kept."""

from dashboard.serving.calls import forbid_calls
from dashboard.serving.gate import Gate, is_guarded, tell_unguarded
from dashboard.serving.held import let_serve
from dashboard.serving.hosts import HOSTS, LOOPBACK, served_hosts
from dashboard.serving.policies import let_run
from dashboard.serving.upkeep import guarded, upkeep

__all__ = [
    "HOSTS",
    "LOOPBACK",
    "Gate",
    "forbid_calls",
    "guarded",
    "is_guarded",
    "let_run",
    "let_serve",
    "served_hosts",
    "tell_unguarded",
    "upkeep",
]
