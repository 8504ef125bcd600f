"""Joins brought files with the reference: rows stay columns until a window or an id asks for one.

`build_layer` makes a layer of what `events.uploads.read_upload` kept; `join_layers` gives a ledger in which
its rows can be asked for like any report. Nothing of the reference is changed by it.
"""
