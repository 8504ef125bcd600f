"""What a person sees and takes away: state, scene, map, clock, panels, snapshots, command line."""

__version__ = "0.1.0"
