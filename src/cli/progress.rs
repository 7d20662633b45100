//! The progress of a long command: items, rate, and the time that is left if the total is known.

use super::ui::Ui;
use cruddur::ddb::Table;
use std::time::{Duration, Instant};

/// The time before the first line is shown.
const REPORT_DELAY: Duration = Duration::from_secs(1);

/// The interval between two updates of the line.
const REDRAW_INTERVAL: Duration = Duration::from_millis(200);

/// The progress of one command, on a terminal.
pub struct Progress<'a> {
    ui: &'a Ui,
    /// Whether the total is an estimate: DynamoDB's count lags behind.
    total: Option<u64>,
    is_estimate: bool,
    started: Instant,
    /// The number of items at the start: a resumed command does not start at 0.
    first: Option<u64>,
    said: Option<Instant>,
}

impl<'a> Progress<'a> {
    /// Starts the progress of a known total, or of no total.
    pub fn new(ui: &'a Ui, total: Option<u64>) -> Self {
        Self { ui, total, is_estimate: false, started: Instant::now(), first: None, said: None }
    }

    /// Starts the progress of reading a whole table. DynamoDB is asked for the number of items only if progress is shown.
    pub async fn of_table(ui: &'a Ui, messages: &Table) -> Self {
        let mut total = None;
        if ui.shows_progress() {
            // A role that may scan a table may not be allowed to describe it.
            let count = messages.describe().await.ok().flatten().and_then(|table| table.item_count());
            total = count.and_then(|count| u64::try_from(count).ok()).filter(|count| *count > 0);
        }
        let mut progress = Self::new(ui, total);
        progress.is_estimate = true;
        progress
    }

    /// Shows that this many items are done.
    pub fn show(&mut self, items: u64) {
        let first = *self.first.get_or_insert(items);
        let elapsed = self.started.elapsed();
        if elapsed < REPORT_DELAY || self.said.is_some_and(|said| said.elapsed() < REDRAW_INTERVAL) {
            return;
        }
        self.said = Some(Instant::now());
        let rate = (items - first.min(items)) as f64 / elapsed.as_secs_f64();
        self.ui.progress(&line(items, rate, self.total, self.is_estimate));
    }

    /// Shows the result of `count` until `work` ends.
    pub async fn during<T>(mut self, work: impl Future<Output = T>, count: impl Fn() -> u64) -> T {
        let mut work = std::pin::pin!(work);
        loop {
            tokio::select! {
                done = &mut work => return done,
                () = tokio::time::sleep(REDRAW_INTERVAL) => self.show(count()),
            }
        }
    }
}

impl Drop for Progress<'_> {
    /// Ends the line, so that the next output starts a new one.
    fn drop(&mut self) {
        self.ui.end_progress();
    }
}

fn line(items: u64, rate: f64, total: Option<u64>, is_estimate: bool) -> String {
    let done = format!("{items} items, {rate:.0}/s");
    let Some(total) = total else { return done };
    let about = if is_estimate { "about " } else { "" };
    match total.checked_sub(items).filter(|left| *left > 0) {
        Some(left) if rate > 0.0 => format!("{done}, {} left of {about}{total}", span(left as f64 / rate)),
        _ => format!("{done}, of {about}{total}"),
    }
}

fn span(seconds: f64) -> String {
    match seconds.ceil() as u64 {
        seconds @ 0..=99 => format!("{seconds} s"),
        seconds @ 100..=5_999 => format!("{} min", seconds.div_ceil(60)),
        seconds => format!("{} h", seconds.div_ceil(3_600)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_is_known() {
        assert_eq!(line(1_000, 500.0, None, false), "1000 items, 500/s");
        assert_eq!(line(1_000, 500.0, Some(3_000), false), "1000 items, 500/s, 4 s left of 3000");
        assert_eq!(line(1_000, 1.0, Some(2_000), true), "1000 items, 1/s, 17 min left of about 2000");
        assert_eq!(line(1_000, 1.0, Some(1_000_000), true), "1000 items, 1/s, 278 h left of about 1000000");
        // An estimate may be too low.
        assert_eq!(line(5_000, 500.0, Some(3_000), true), "5000 items, 500/s, of about 3000");
    }
}
