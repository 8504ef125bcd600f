"""Words on a chart: broken into lines, and set only where they cover no other words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.scene.charts.shapes import Frame, Label, frame_of, text_width
from dashboard.scene.symbology import INK_2

BODY, SMALL = 12.0, 11.0
LEADING = 1.3
_APART = 2.0


def wrapped(text: str, width: float, size: float = SMALL, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than given; a single longer word stays whole.

    Parameters
    ----------
    text : str
        One paragraph.
    width : float
        In pixels.
    size : float
        Size of the letters, in pixels.
    bold : bool
        Whether the letters are bold.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(text: str, width: float, size: float = SMALL, *, bold: bool = False) -> str:
    """Cut a text to a width; what was cut is marked with three points.

    Parameters
    ----------
    text : str
        One line.
    width : float
        In pixels.
    size : float
        Size of the letters, in pixels.
    bold : bool
        Whether the letters are bold.
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(f"{text}...", size, bold=bold) > width:
        text = text[:-1]
    return f"{text.rstrip()}..."


def paragraph(
    text: str, x: float, top: float, width: float, ink: str = INK_2, size: float = SMALL
) -> tuple[Label, ...]:
    """Set a text in lines below a height.

    Parameters
    ----------
    text : str
        What to set.
    x, top : float
        Upper left corner, in pixels.
    width : float
        In pixels.
    ink : str
        Colour of the letters.
    size : float
        Size of the letters, in pixels.
    """
    step = size * LEADING
    return tuple(
        Label(x, top + size + number * step, line, size, False, "start", ink)
        for number, line in enumerate(wrapped(text, width, size))
    )


def height_of(lines: Sequence[Label]) -> float:
    """Return the height that lines of a paragraph take, the gap below them included."""
    return len(lines) * (lines[0].size * LEADING if lines else 0.0) + (4.0 if lines else 0.0)


def fitting(
    wanted: Iterable[Sequence[Label]],
    taken: Iterable[Label],
    width: float,
    marks: Sequence[Frame] = (),
) -> tuple[Label, ...]:
    """Return labels that cover neither each other nor those taken, and stay within the width.

    Parameters
    ----------
    wanted : iterable of sequence of Label
        The most important first; each as the places where it may stand, the best first. One that
        fits nowhere is left out.
    taken : iterable of Label
        Labels that stand already.
    width : float
        Of the chart.
    marks : sequence of frames
        What is better not covered: the place that covers fewest goes first. One that is given more
        than once weighs more.
    """
    frames = [frame_of(label) for label in taken]
    found: list[Label] = []
    for places in wanted:
        free = [
            (label, own)
            for label in places
            if (own := frame_of(label))[0] >= 0
            and own[2] <= width
            and not any(overlap(own, other) for other in frames)
        ]
        if free:
            covered = [sum(overlap(own, mark) for mark in marks) for _, own in free]
            label, own = free[covered.index(min(covered))]
            frames.append(own)
            found.append(label)
    return tuple(found)


def overlap(one: Frame, other: Frame) -> bool:
    """Tell whether two frames come nearer than a gap that keeps words apart."""
    return (
        one[0] < other[2] + _APART
        and other[0] < one[2] + _APART
        and one[1] < other[3]
        and other[1] < one[3]
    )
