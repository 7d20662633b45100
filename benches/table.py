"""Prints what benches/run measured as a table in Markdown, and exits with 1 when a bound is missed.

If CRUDDUR_BENCH_HISTORY names a file, the same is written to it as JSON, for benches/compare-runs. CRUDDUR_BENCH_HEADER has the lines about
the machine and the versions.

The arguments are directories, one a case. Each holds the files title, tools, bounds and, where there is one, notes, and for each tool a directory
with hyperfine's round-N.json, and of a run of its own the peak memory in KiB and three times: wall, user and system. Times in
seconds there are milliseconds here.
"""

import json
import os
import pathlib
import statistics
import sys

HEADER = ["case", "tool", "median ms", "ratio", "CPU ms", "peak MiB", "bound", "met?"]
UNIT = {"wall": "ms", "cpu": "ms CPU", "memory": "MiB"}


def measured(directory):
    """The three measures of one tool."""
    # Round 0 only warms up.
    files = [file for file in directory.glob("round-*.json") if file.name != "round-0.json"]
    rounds = [json.loads(file.read_text())["results"][0] for file in files]
    memory, wall, user, system = map(float, (directory / "once").read_text().split())
    # A slow tool has no rounds.
    rounds = rounds or [{"times": [wall], "user": user, "system": system}]
    return {
        # Of every single run.
        "wall": 1000 * statistics.median(time for one in rounds for time in one["times"]),
        # hyperfine keeps only the mean of a round's runs.
        "cpu": 1000 * statistics.median(one["user"] + one["system"] for one in rounds),
        "memory": memory / 1024,
    }


class Bound:
    """`TOOL MEASURE LIMIT [OTHER]`: at most LIMIT, or at most LIMIT times what OTHER has."""

    def __init__(self, line):
        self.tool, self.measure, limit, *other = line.split("\t")
        self.limit = float(limit)
        self.other = other[0] if other else None

    def ratio(self, tools):
        """What is measured over what it is compared with: LIMIT itself where that is all there is."""
        value = tools[self.tool][self.measure]
        return value / (tools[self.other][self.measure] if self.other else self.limit)

    def is_met(self, tools):
        return self.ratio(tools) <= (self.limit if self.other else 1)

    def __str__(self):
        if self.other is None:
            return f"≤ {self.limit:g} {UNIT[self.measure]}"
        what = "" if self.measure == "wall" else f" ({self.measure})"
        return f"≤ {self.limit:g} × {self.other}{what}"


def ratio(tool, tools, bounds):
    """Against the tool that the first bound names, or for the bound's own tool against its limit."""
    first = bounds[0]
    if first.other:
        return f"{tools[tool][first.measure] / tools[first.other][first.measure]:.2f} × {first.other}"
    return f"{first.ratio(tools):.2f} × bound" if tool == first.tool else ""


class Case:
    """What was measured of one case."""

    def __init__(self, directory):
        names = (directory / "tools").read_text().splitlines()
        self.tools = {name: measured(directory / name) for name in names}
        self.bounds = [Bound(line) for line in (directory / "bounds").read_text().splitlines()]
        self.title = (directory / "title").read_text().strip()

    def rows(self):
        for name in self.tools:
            yield [self.title, name, *numbers(name, self.tools, self.bounds), *verdict(name, self.tools, self.bounds)]

    def is_met(self):
        return all(bound.is_met(self.tools) for bound in self.bounds)

    def history(self):
        """The same as JSON."""

        def of(name):
            bounds = [bound for bound in self.bounds if bound.tool == name]
            return [{"bound": str(bound), "met": bound.is_met(self.tools)} for bound in bounds]

        tools = [{"name": name, **values, "bounds": of(name)} for name, values in self.tools.items()]
        return {"title": self.title, "tools": tools}


def write_history(cases):
    if file := os.environ.get("CRUDDUR_BENCH_HISTORY"):
        header = os.environ.get("CRUDDUR_BENCH_HEADER", "").splitlines()
        history = {"header": header, "cases": [case.history() for case in cases]}
        pathlib.Path(file).write_text(json.dumps(history, indent=1, ensure_ascii=False) + "\n")


def numbers(name, tools, bounds):
    own = tools[name]
    return [f"{own['wall']:.1f}", ratio(name, tools, bounds), f"{own['cpu']:.1f}", f"{own['memory']:.1f}"]


def verdict(name, tools, bounds):
    own = [bound for bound in bounds if bound.tool == name]
    met = ["yes" if bound.is_met(tools) else "NO" for bound in own]
    return [", ".join(map(str, own)), ", ".join(met)]


def notes(directory):
    """Why the bounds of a case are missed, or not put as one might."""
    file = directory / "notes"
    title = (directory / "title").read_text().strip()
    return [f"- {title}: {' '.join(file.read_text().split())}"] if file.exists() else []


def markdown(rows):
    """Padded, so that it is a table for the eye as well."""
    widths = [max(map(len, column)) for column in zip(HEADER, *rows)]
    rule = ["-" * width for width in widths]
    for row in [HEADER, rule, *rows]:
        yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"


def main():
    directories = [pathlib.Path(argument) for argument in sys.argv[1:]]
    cases = [Case(directory) for directory in directories]
    print("\n".join(markdown([row for case in cases for row in case.rows()])))
    if below := [line for directory in directories for line in notes(directory)]:
        print("", *below, sep="\n")
    write_history(cases)
    sys.exit(not all(case.is_met() for case in cases))


main()
