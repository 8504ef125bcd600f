"""What reports say together: always true of what is true, and nothing is put aside unnamed."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_reports import FIRST, Story, any_stories, evidence_of, report, true_stories, windows

from events import WAYS, Way
from events.bounds.bounds import build_bounds, leeway
from events.bounds.counts import AT_LEAST, NO_COUNT
from events.bounds.rule import answer

FEW = settings(max_examples=150, deadline=None)


@FEW
@given(true_stories())
def test_what_was_counted_lies_within_its_bounds_however_roughly_it_is_reported(
    story: Story,
) -> None:
    bounds = build_bounds(story.reports)
    assert not bounds.aside
    assert not bounds.beside
    starts, ends = windows(len(story.counts))
    least, most = bounds.closure.between(starts, ends)
    # Nothing limits what came before and after the days of the story.
    true = np.array([story.total(s, e) for s, e in zip(starts, ends, strict=True)])
    assert (least <= true).all()
    assert (true <= most).all()


@FEW
@given(any_stories())
def test_bounds_never_exclude_a_report_that_was_kept(story: Story) -> None:
    bounds = build_bounds(story.reports)
    for one in bounds.kept:
        least, most = bounds.closure.limits(one.start, one.end)
        assert one.low <= least <= most <= one.high
    assert len(bounds.kept) + len(bounds.beside) + len(bounds.aside) == len(story.reports)


@FEW
@given(any_stories())
def test_what_agrees_misses_by_no_more_than_the_tolerance_and_what_is_contested_by_more(
    story: Story,
) -> None:
    bounds = build_bounds(story.reports)
    for one, contest in zip(bounds.aside, bounds.contests, strict=True):
        over, under = contest.least - one.high, one.low - contest.most
        assert over > leeway(contest.least) or under > leeway(one.low)
        among = [r for r in bounds.kept if r.report_id in contest.against]
        assert build_bounds([*among, one]).aside == (one,)
        # It takes all of those that are named to contradict it.
        for fewer in combinations(among, len(among) - 1):
            assert not build_bounds([*fewer, one]).aside
    for one in bounds.beside:
        least, most = bounds.closure.limits(one.start, one.end)
        assert max(least - one.high, one.low - most) > 0


@FEW
@given(any_stories())
def test_a_narrower_window_never_has_a_larger_most_nor_a_larger_least(story: Story) -> None:
    bounds = build_bounds(story.reports)
    starts, ends = windows(20)
    least, most = bounds.closure.between(starts, ends)
    for start, end in ((starts + 1, ends), (starts, ends - 1)):
        inside = end > start
        narrow_least, narrow_most = bounds.closure.between(start[inside], end[inside])
        assert (narrow_most <= most[inside]).all()
        assert (narrow_least <= least[inside]).all()


@FEW
@given(any_stories(), st.data())
def test_a_report_that_puts_none_aside_never_widens_a_bound_and_one_that_does_is_named(
    story: Story, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(story.reports) - 1))
    extra = story.reports[place]
    fewer = build_bounds([*story.reports[:place], *story.reports[place + 1 :]])
    more = build_bounds(story.reports)
    kept = {one.report_id for one in more.kept}
    lost = [one for one in fewer.kept if one.report_id not in kept]
    if not lost:
        starts, ends = windows(20)
        least, most = more.closure.between(starts, ends)
        least_before, most_before = fewer.closure.between(starts, ends)
        assert (least >= least_before).all()
        assert (most <= most_before).all()
        return
    assert extra.report_id in kept
    # The first that it puts aside names it; what falls after that falls for what then stands.
    named = {contest.report_id: contest.against for contest in more.contests}
    first = min(lost, key=story.reports.index)
    if first.report_id in named:
        assert extra.report_id in named[first.report_id]


@FEW
@given(any_stories())
def test_adjoining_exact_windows_add_up(story: Story) -> None:
    closure = build_bounds(story.reports).closure
    nodes = closure.nodes[1:-1]
    exact = {
        (int(a), int(b)): closure.limits(int(a), int(b))[0]
        for a, b in combinations(nodes, 2)
        if closure.limits(int(a), int(b))[0] == closure.limits(int(a), int(b))[1]
    }
    for (a, b), first in exact.items():
        for (c, d), second in exact.items():
            if b == c:
                assert exact[a, d] == first + second


@FEW
@given(any_stories())
def test_the_reports_behind_a_bound_give_it_by_themselves(story: Story) -> None:
    bounds = build_bounds(story.reports)
    by_id = {one.report_id: one for one in bounds.kept}
    for i, j in combinations(range(len(bounds.closure.nodes)), 2):
        start, end = (int(bounds.closure.nodes[k]) for k in (i, j))
        least, most = bounds.closure.limits(start, end)
        for ids, which, value in (
            (bounds.bound_ids(i, j), 1, most),
            (bounds.bound_ids(j, i) if least else (), 0, least),
        ):
            alone = build_bounds([by_id[id_] for id_ in ids]).closure
            found = alone.between(np.array([start]), np.array([end]))
            assert float(found[which][0]) == value


@FEW
@given(st.one_of(any_stories(), true_stories(days=20)))
def test_no_figure_lies_outside_its_own_bounds(story: Story) -> None:
    found = evidence_of(story.reports)
    starts, ends = windows(20)
    answers = answer(found, starts, ends)
    days = ends - starts
    rated = ~np.isnan(answers.rate)
    floor = answers.kind == AT_LEAST
    whole = answers.rate * days
    assert (whole[rated] <= answers.most[rated] + 1e-6).all()
    sharp = rated & ~floor
    assert (whole[sharp] >= answers.least[sharp] - 1e-6).all()
    own_least, own_most = found.bounds.closure.between(answers.own_start, answers.own_end)
    counted = np.isin(answers.way, [WAYS.index(w) for w in (Way.COMPLETE, Way.COUNT, Way.WIDER)])
    assert (own_least[counted] <= answers.total[counted]).all()
    assert (answers.total[counted] <= own_most[counted]).all()
    assert (answers.kind[rated] != NO_COUNT).all()


@FEW
@given(st.one_of(any_stories(), true_stories(days=20)))
def test_a_zero_is_said_only_where_nobody_can_have_been_counted(story: Story) -> None:
    starts, ends = windows(20)
    answers = answer(evidence_of(story.reports), starts, ends)
    zero = answers.rate == 0
    floor = answers.kind == AT_LEAST
    assert (answers.most[zero & ~floor] == 0).all()


@pytest.mark.long
@FEW
@given(true_stories())
def test_many_windows_are_answered_as_each_alone(story: Story) -> None:
    found = evidence_of(story.reports)
    starts, ends = windows(24, longest=30)
    together = answer(found, starts, ends)
    for at in range(0, len(starts), 17):
        alone = answer(found, starts[at : at + 1], ends[at : at + 1])
        for name in together.__slots__:
            np.testing.assert_array_equal(getattr(alone, name)[0], getattr(together, name)[at])


def test_days_that_lie_between_two_equal_totals_are_zero() -> None:
    found = evidence_of((report(1, 0, 10, "exact", 50.0), report(2, 0, 14, "exact", 50.0)))
    answers = answer(found, np.array([FIRST + 10, FIRST + 11]), np.array([FIRST + 14, FIRST + 12]))
    assert answers.total.tolist() == [0, 0]
    assert [WAYS[way] for way in answers.way] == [Way.COMPLETE, Way.COMPLETE]


@pytest.mark.parametrize(("most", "told"), [(153.0, True), (154.0, False)])
def test_bounds_are_told_as_both_ends_up_to_half_as_much_again_and_three(
    most: float, told: bool
) -> None:
    found = evidence_of((report(1, 0, 10, "range", 100.0, most),))
    answers = answer(found, np.array([FIRST]), np.array([FIRST + 10]))
    assert (WAYS[answers.way[0]] is Way.BETWEEN) is told


def test_a_report_of_three_people_more_agrees_and_of_four_is_contested() -> None:
    total = report(1, 0, 7, "exact", 40.0)
    assert build_bounds([total, report(2, 0, 7, "exact", 43.0)]).beside
    bounds = build_bounds([total, report(2, 0, 7, "exact", 44.0)])
    assert [(c.report_id, c.against) for c in bounds.contests] == [("r2", ("r1",))]


def test_the_fewest_reports_that_collide_are_named() -> None:
    days = [report(n, n, n + 1, "exact", 10.0) for n in range(7)]
    week = report(10, 0, 7, "exact", 70.0)
    wrong = report(11, 0, 7, "exact", 90.0)
    (contest,) = build_bounds([*days, week, wrong]).contests
    assert contest.against == ("r10",)
    (contest,) = build_bounds([*days, wrong]).contests
    assert set(contest.against) == {f"r{n}" for n in range(7)}


@pytest.mark.long
def test_more_days_than_can_be_weighed_leave_the_least_trusted_out() -> None:
    many = [report(n, 2 * n, 2 * n + 1, "exact", 1.0) for n in range(1_260)]
    bounds = build_bounds(many)
    assert len(bounds.kept) == 1_250
    assert [one.report_id for one in bounds.left_out] == [r.report_id for r in many[-10:]]
