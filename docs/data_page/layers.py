"""The map layers: origin, licence, vintage, hash, accuracy; and the lengths of the borders."""

from __future__ import annotations

import geodata
from docs.data_page.markdown import to_table

HASH_DIGITS = 12


def layers_section() -> str:
    """List every shipped layer as ``sources.toml`` has it."""
    layers = geodata.load_layer_sources().values()
    what = [
        (
            f"[`{layer.file}`](../geodata/data/{layer.file})",
            layer.title,
            layer.licence,
            layer.vintage,
            f"`{layer.sha256[:HASH_DIGITS]}`",
        )
        for layer in layers
    ]
    how = [
        (f"`{layer.file}`", "; ".join(layer.origin), layer.how_made, layer.accuracy)
        for layer in layers
    ]
    return "\n\n".join(
        (
            "## Map layers",
            "Built once by `python -m geodata.build` from pinned packages and the hand-made tables "
            "in `geodata/build/inputs`, and shipped; nothing is fetched when the page runs. The "
            "licences are explained in [LICENSES.md](../geodata/data/LICENSES.md); the attribution "
            "of each layer is in [sources.toml](../geodata/data/sources.toml).",
            to_table(("file", "shows", "licence", "vintage", "SHA-256 begins"), what),
            to_table(("file", "made from", "how", "accuracy"), how),
        )
    )


def lengths_section() -> str:
    """Put the measured length of each border beside the published ones."""
    rows = []
    for border in geodata.load_border_lines().values():
        for official in border.official:
            apart = 100 * (official.length_km / border.measured_km - 1)
            rows.append(
                (
                    border.pair,
                    f"{border.measured_km:.1f} km",
                    f"{official.length_km:g} km",
                    f"{apart:+.2f} %".replace("-", "−"),
                    official.source,
                    official.note,
                )
            )
    counts = [
        (
            pair,
            len(sections),
            f"{min(lengths):.1f} km",
            f"{max(lengths):.1f} km",
        )
        for pair in geodata.BORDER_PAIRS
        for sections in [[s for s in geodata.load_border_sections() if s.pair == pair]]
        for lengths in [[s.length_km for s in sections]]
    ]
    return "\n\n".join(
        (
            "## Lengths and sections",
            "Rates per kilometre use the measured length. Published lengths are shown beside it "
            "and never computed with; why: "
            "[decision 0005](decisions/0005-sections-and-lengths.md).",
            to_table(
                ("border", "measured", "published", "apart", "published by", "note"),
                rows,
            ),
            to_table(("border", "sections", "shortest", "longest"), counts),
        )
    )
