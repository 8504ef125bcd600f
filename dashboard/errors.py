"""Errors of the dashboard.

DashboardError
├── StateError      an address or an option names a view that does not exist
├── SettingsError   the settings file cannot be read or holds what is no setting
├── PartError       a file of the page itself is missing or damaged
└── SnapshotError   a picture or file could not be made
"""


class DashboardError(Exception):
    """Base of every error the dashboard raises on purpose."""


class StateError(DashboardError):
    """An address or an option names a view that does not exist."""


class SettingsError(DashboardError):
    """The settings file cannot be read or holds what is no setting."""


class PartError(DashboardError):
    """A file of the page itself is missing or damaged."""


class SnapshotError(DashboardError):
    """A picture or file could not be made."""
