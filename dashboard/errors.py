"""Errors of the dashboard.

DashboardError
├── StateError      an address or an option names a view that does not exist
└── SnapshotError   a picture or file could not be made
"""


class DashboardError(Exception):
    """Base of every error the dashboard raises on purpose."""


class StateError(DashboardError):
    """An address or an option names a view that does not exist."""


class SnapshotError(DashboardError):
    """A picture or file could not be made."""
