//! The tree of an operation on a terminal: finished resources stay above, and the last lines are those in progress, with their times.

use crate::cli::ui::Ui;
use cruddur::stack::Event;
use std::time::Instant;

const BRANCH: &str = "├─";
const LAST: &str = "└─";

/// The tree of one operation. Its last lines are removed at the end.
pub struct Tree<'a> {
    ui: &'a Ui,
    name: String,
    began: Instant,
    /// The resources in progress, in the order in which they began.
    open: Vec<Open>,
}

struct Open {
    resource: String,
    line: String,
    since: Instant,
}

impl<'a> Tree<'a> {
    pub fn new(ui: &'a Ui, name: &str) -> Self {
        Self { ui, name: name.to_owned(), began: Instant::now(), open: Vec::new() }
    }

    /// Shows an event: a resource in progress among the last lines, and one that is done above them.
    pub fn push(&mut self, event: &Event, line: &str) {
        self.forget(event);
        if event.is_stack {
            return self.draw();
        }
        if event.status.is_in_progress() {
            let line = line.to_owned();
            self.open.push(Open { resource: event.resource.clone(), line, since: Instant::now() });
        } else {
            self.ui.block(&[]);
            self.ui.status(&format!("{BRANCH} {line}"));
        }
        self.draw();
    }

    /// Removes the resource of an event from those in progress, unless it is in progress still.
    pub fn forget(&mut self, event: &Event) {
        if !event.status.is_in_progress() {
            self.open.retain(|open| open.resource != event.resource);
        }
    }

    /// Draws the last lines again.
    pub fn draw(&self) {
        let now = Instant::now();
        let open = self.open.iter().map(|open| format!("{BRANCH} {}, {}", open.line, seconds(open.since, now)));
        let mut lines: Vec<String> = open.collect();
        lines.push(format!(
            "{LAST} stack {}: {} in progress, {}",
            self.name,
            self.open.len(),
            seconds(self.began, now)
        ));
        self.ui.block(&lines);
    }
}

impl Drop for Tree<'_> {
    fn drop(&mut self) {
        self.ui.block(&[]);
    }
}

/// The time since then, such as `12 s` or `3 min 5 s`.
fn seconds(since: Instant, now: Instant) -> String {
    let seconds = now.saturating_duration_since(since).as_secs();
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn times_are_in_minutes_and_seconds() {
        let start = Instant::now();
        for (after, text) in [(0, "0 s"), (59, "59 s"), (60, "1 min 0 s"), (725, "12 min 5 s")] {
            assert_eq!(seconds(start, start + Duration::from_secs(after)), text);
        }
    }
}
