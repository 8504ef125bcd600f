"""Project files: a view and the brought files it stands on, saved as one ZIP and opened again."""

from dashboard.exports.project.archive import open_project, read_layers, write_project
from dashboard.exports.project.document import Project, ProjectFile

__all__ = ["Project", "ProjectFile", "open_project", "read_layers", "write_project"]
