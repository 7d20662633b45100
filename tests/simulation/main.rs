//! A deterministic simulation of all writes. The real code of the library runs against the embedded engine. A scheduler decides from
//! one seed which actor goes on at each call, and what happens to that call.
//!
//! `CRUDDUR_SIM_SEED` replays one schedule and prints its steps. `CRUDDUR_SIM_SCHEDULES` is how many schedules run.

#![recursion_limit = "256"]

mod actors;
#[path = "../../src/lambda/messaging_stream.rs"]
#[allow(dead_code, reason = "its main is not called")]
mod handler;
mod invariants;
mod network;
mod people;
mod plan;
mod schedule;
mod service;

use plan::Name;
use schedule::{Failure, Report, Stage};
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// How many schedules `tests/run` runs.
const SCHEDULES: u64 = 500;

/// The schedules that found a fault, each by the name of the fault.
const REGRESSIONS: [(&str, &str); 6] = [
    (
        "a writer that was killed before it deleted its claim left it for good",
        "23:actors=0,1,2,3:faults=8,18,33,37,46,60,66",
    ),
    (
        "a seed that was ended after another had completed its conversation left its claim",
        "288:actors=0,1,2,3,4:faults=3,4,7,13,16,19,44,49,61,71,79,82,85,88,101,107,108,111,115",
    ),
    ("two processes with one id each began a conversation of its own", "28:actors=1,3:faults="),
    ("a message was looked for before the inbox rows were read, and written twice", "511:actors=2,5:faults=3"),
    ("two processes with one id found different conversations, and wrote it twice", "30664:actors=0,2,4:faults=14"),
    ("a claim that conflicted with a transaction was not put again", "326:actors=0,1,2,3:faults=5,11,14,17"),
];

/// The threads that run schedules, each with stores of its own.
const THREADS: u64 = 2;

/// The stack of a thread. The futures of the SDK and of the commands are large without optimisation.
const STACK: usize = 32 << 20;

/// Runs a test on a thread with a large stack.
fn with_stack(test: impl FnOnce() + Send) {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, test).unwrap();
        if let Err(panic) = thread.join() {
            std::panic::resume_unwind(panic);
        }
    });
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Prints to stderr itself, so that the harness does not capture it.
fn print(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

/// Leaves out actors and faults as long as the schedule fails in the same way.
fn shrink(stage: &Stage, name: &Name, failure: &Failure) -> Name {
    let kind = |failure: &Failure| failure.0.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let fails = |name: &Name| {
        let report = stage.run(name, false);
        report.failure.is_some_and(|found| kind(&found) == kind(failure))
    };
    let mut best = name.clone();
    let all: BTreeSet<usize> = stage.run(name, false).faulty.into_iter().collect();
    let faults = Name { faults: Some(all), ..best.clone() };
    if fails(&faults) {
        best = faults;
    }
    let actors: BTreeSet<usize> = (0..plan::Plan::of(name.seed).actors.len()).collect();
    best.actors.get_or_insert(actors);
    loop {
        let mut is_smaller = false;
        let smaller = |best: &Name| {
            let mut names = Vec::new();
            for actor in best.actors.iter().flatten() {
                let actors = best.actors.clone().map(|mut actors| {
                    actors.remove(actor);
                    actors
                });
                names.push(Name { actors, ..best.clone() });
            }
            for fault in best.faults.iter().flatten() {
                let faults = best.faults.clone().map(|mut faults| {
                    faults.remove(fault);
                    faults
                });
                names.push(Name { faults, ..best.clone() });
            }
            names
        };
        for candidate in smaller(&best) {
            if fails(&candidate) {
                best = candidate;
                is_smaller = true;
                break;
            }
        }
        if !is_smaller {
            return best;
        }
    }
}

/// Replays a schedule, and prints its steps.
fn replay(stage: &Stage, name: &Name) -> Report {
    let report = stage.run(name, true);
    print(&format!("\nschedule {name}\n{}\n", report.steps.join("\n")));
    report
}

#[derive(Default)]
struct Totals {
    schedules: u64,
    calls: usize,
    faults: usize,
    kills: usize,
    failed: Option<(Name, Failure)>,
}

fn run_all(schedules: u64, first: u64) -> Totals {
    let (totals, next, is_over) = (Mutex::new(Totals::default()), AtomicU64::new(0), AtomicBool::new(false));
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            let thread = std::thread::Builder::new().stack_size(STACK);
            let run = || {
                let stage = Stage::new();
                while let at = next.fetch_add(1, Ordering::Relaxed)
                    && at < schedules
                    && !is_over.load(Ordering::Relaxed)
                {
                    let name = Name { seed: first + at, ..Name::default() };
                    let report = stage.run(&name, false);
                    let mut totals = totals.lock().unwrap();
                    totals.schedules += 1;
                    totals.calls += report.calls;
                    totals.faults += report.faults;
                    totals.kills += report.kills;
                    if let Some(failure) = report.failure {
                        is_over.store(true, Ordering::Relaxed);
                        let is_first = totals.failed.as_ref().is_none_or(|(known, _)| known.seed > name.seed);
                        if is_first {
                            totals.failed = Some((name, failure));
                        }
                    }
                }
            };
            thread.spawn_scoped(scope, run).unwrap();
        }
    });
    let totals = totals.into_inner().unwrap();
    let Totals { schedules, calls, faults, kills, .. } = &totals;
    let seconds = began.elapsed().as_secs_f64();
    print(&format!("\n{schedules} schedules, {calls} calls, {faults} faults, {kills} kills in {seconds:.1} s\n"));
    totals
}

#[test]
fn every_schedule_keeps_the_invariants() {
    with_stack(|| match variable("CRUDDUR_SIM_SEED") {
        Some(name) => {
            let report = replay(&Stage::new(), &name.parse().unwrap());
            assert_eq!(report.failure, None, "schedule {name}");
        }
        None => search(),
    });
}

/// Runs many schedules. Prints the first that fails, shrunk.
fn search() {
    let number = |name| variable(name).map(|number| number.parse().unwrap());
    let totals =
        run_all(number("CRUDDUR_SIM_SCHEDULES").unwrap_or(SCHEDULES), number("CRUDDUR_SIM_FIRST").unwrap_or(1));
    let Some((name, failure)) = totals.failed else { return };
    let stage = Stage::new();
    let small = shrink(&stage, &name, &failure);
    let report = replay(&stage, &small);
    let why = report.failure.unwrap_or(failure).0;
    panic!(
        "schedule {name}: {why}\nreplay it: CRUDDUR_SIM_SEED={small} cargo test --features lambda --test simulation every"
    );
}

#[test]
fn faults_that_were_found_stay_fixed() {
    with_stack(|| {
        let stage = Stage::new();
        for (fault, name) in REGRESSIONS {
            assert_eq!(stage.run(&name.parse().unwrap(), false).failure, None, "{fault}: schedule {name}");
        }
    });
}

#[test]
fn a_schedule_is_the_same_each_time() {
    with_stack(|| {
        let stages = [Stage::new(), Stage::new()];
        for seed in 1..30 {
            let name = Name { seed, ..Name::default() };
            let [first, second] = stages.each_ref().map(|stage| stage.run(&name, true));
            assert_eq!(first, second, "schedule {seed}");
        }
    });
}

#[test]
fn the_name_of_a_schedule_can_be_read_again() {
    for text in ["7", "7:actors=0,2", "7:faults=", "7:actors=1:faults=3,12"] {
        assert_eq!(text.parse::<Name>().unwrap().to_string(), text);
    }
    assert!("x".parse::<Name>().is_err() && "7:x=1".parse::<Name>().is_err());
}
