"""Joins brought files with the reference: rows stay columns until a window or an id asks for one.

Nothing of the reference is changed by it.
"""
