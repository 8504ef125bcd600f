"""The command line: what it writes, what it answers, how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import __main__ as command
from dashboard.exports.request import SIZE_NAMES
from dashboard.exports.sheet.drawers import read_metadata
from dashboard.exports.sheet.sizes import SIZES

ROOT = Path(command.__file__).parents[1]


def run(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "dashboard", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        check=False,
        timeout=120,
    )


@pytest.mark.long
def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        options = ("--date", "2021-11-08", "--format", "png,pdf,svg")
        done = run(
            "snapshot", *options, "--created", "2026-11-22T15:30Z", "--out", str(out), seed=seed
        )
        assert (done.returncode, done.stderr) == (0, "")
        paths = [Path(line) for line in done.stdout.splitlines()]
        # The sources of this week need a further sheet, which a PDF holds as a page.
        names = ("8.png", "8-2.png", "8.pdf", "8.svg", "8-2.svg")
        assert paths == [out / f"border-monitor_a4_2021110{name}" for name in names]
        written.append([path.read_bytes() for path in paths])
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["snapshot", "--date", "8 November"], '"8 November" is not a date'),
        (["snapshot", "--date", "2021-02-30"], "is not a day of the calendar"),
        (["snapshot", "--date", "2021-11-08", "--format", "bmp"], "Use one of: pdf"),
        (["snapshot", "--date", "2021-11-08", "--window", "0d"], "is not a window"),
        (["snapshot", "--date", "2021-11-08", "--size", "a9"], "invalid choice"),
        (["snapshot", "--date", "2021-11-08", "--created", "now"], "is not a time"),
        (["snapshot", "--date", "2021-11-08", "--created", "2026-11-22"], "has no zone"),
        (["snapshot", "--date", "2021-11-08", "--profile", "secret"], "invalid choice"),
        (["snapshot", "--date", "2021-11-08", "--select", "colour=red"], 'has "colour=red"'),
        (["snapshot", "--date", "2021-11-08", "--select", "date=2021-01-01"], "--date, --window"),
        (["snapshot", "--date", "2021-11-08", "--select", "border:pl"], '"pl" is not a border'),
        (["snapshot", "--date", "2021-11-08", "--select", "area:1,50;2"], '"2" cannot be read'),
        (["pack", "--from", "2021-11-08", "--to", "2021-11-09", "--select", "x"], 'has "x="'),
        (["verify"], "FILE"),
        (["snapshoot"], "snapshoot"),
        ([], "COMMAND"),
    ],
)
def test_what_is_not_understood_ends_with_2_and_says_the_way_out(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    assert ended.value.code == command.USAGE
    assert told in capsys.readouterr().err


def test_an_output_that_is_a_file_ends_with_1_and_leaves_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    assert command.main(["snapshot", "--date", "2021-11-08", "--out", str(taken)]) == command.FAILED
    assert "this is a file. Name a folder with --out." in capsys.readouterr().err
    assert taken.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["snapshot", "--help"], ["verify", "--help"], ["--version"]]
)
def test_help_is_printed_and_ends_with_0(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    assert ended.value.code == 0
    assert capsys.readouterr().out


def test_help_does_not_wait_for_matplotlib() -> None:
    check = (
        "import sys\n"
        "from dashboard.__main__ import build_parser\n"
        "build_parser().format_help()\n"
        "print(sorted({'matplotlib', 'geopandas', 'folium', 'streamlit'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_command_line_offers_the_sizes_there_are() -> None:
    assert tuple(SIZES) == SIZE_NAMES


def test_filters_settings_and_profile_of_the_command_line_are_in_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "ours.toml"
    settings.write_text('producer = "Office of Examples"', encoding="utf-8")
    options = ["--select", "border=BY-PL&kind=official|wire&contested=only", "--format", "svg"]
    options += ["--settings", str(settings), "--profile", "internal", "--size", "16x9"]
    arguments = ["snapshot", "--date", "2021-11-08", *options, "--out", str(tmp_path)]
    assert command.main(arguments) == command.DONE
    path = Path(capsys.readouterr().out.splitlines()[0])
    assert path.name == "border-monitor_16x9_20211108.svg"
    told = read_metadata(path.read_bytes())
    assert told is not None
    assert told["Author"] == "Office of Examples"
    assert (told["Profile"], told["Size"]) == ("internal", "16x9")
    assert "border=BY-PL" in told["State"] and "contested=only" in told["State"]
    assert told["Description"].startswith("Filtered, border: Belarus–Poland")


def test_a_wrong_settings_file_ends_with_2_before_anything_is_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "ours.toml"
    settings.write_text('produser = "Office"', encoding="utf-8")
    out = tmp_path / "out"
    arguments = ["snapshot", "--date", "2021-11-08", "--settings", str(settings)]
    assert command.main([*arguments, "--out", str(out)]) == command.USAGE
    assert '"produser" is not a setting. Use one of: producer' in capsys.readouterr().err
    assert not out.exists()
