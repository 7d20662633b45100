//! The log lines of the functions of a stack, from CloudWatch Logs.
//! Source: CloudWatch Logs API reference, FilterLogEvents: a page has up to 10,000 events and 1 MiB, in the order of their times.

use super::api::{Api, Client};
use super::{Location, Stack, is_missing_resource};
use crate::error::{Error, Result, StackError};
use crate::event::Observer;
use crate::pages::Pages;
use crate::timestamp::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::{HashSet, VecDeque};
use std::time::Duration;
use uuid::Uuid;

/// The interval between two looks for new events.
const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// How far a look for new events goes back behind the newest one, in milliseconds: Lambda delivers the events of its environments
/// independently of each other.
const OVERLAP: i64 = 60_000;

/// The limit of the events that are remembered, so that none is returned twice.
const MAX_SEEN: usize = 50_000;

/// A function of the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// Updates the inboxes from the table's stream.
    MessagingStream,
    /// Writes the row of a confirmed user.
    PostConfirmation,
    /// Creates what is missing of the users schema.
    SchemaLoad,
}

impl Function {
    /// The name of its log group in the template.
    fn log_group(self) -> &'static str {
        match self {
            Self::MessagingStream => "MessagingStreamLog",
            Self::PostConfirmation => "PostConfirmationLog",
            Self::SchemaLoad => "SchemaLoadLog",
        }
    }
}

/// A line of a log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogLine {
    /// When it was written.
    pub at: Option<Timestamp>,
    /// Its level, such as `ERROR`. A line of the platform, or of a panic, has none.
    pub level: Option<String>,
    /// The message, or the whole line if the function did not write it as JSON.
    pub message: String,
    /// The conversation that it is about.
    pub conversation: Option<String>,
    /// What else the line says, such as the error.
    pub details: Map<String, Value>,
    /// The log stream, which is of one environment of the function.
    pub stream: String,
}

/// The log of a function.
pub struct Logs<'a> {
    client: Client<'a>,
    stack: String,
    group: String,
    since: i64,
    /// The pages of the current look, and the token of the next one.
    pages: Pages,
    token: Option<String>,
    /// The begin of the current look; `None` between two.
    start: Option<i64>,
    seen: Seen,
}

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    events: Vec<Event>,
    #[serde(rename = "nextToken")]
    token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    #[serde(default)]
    timestamp: i64,
    #[serde(default)]
    message: String,
    #[serde(default)]
    log_stream_name: String,
    event_id: Option<String>,
}

impl<'a> Logs<'a> {
    const FILTER: &'static str = "FilterLogEvents";

    /// Opens the log of a function, whose log group the stack names. It is read from `since` on.
    ///
    /// # Errors
    /// [`StackError::NoResource`], and as [`Stack::described`].
    pub async fn open(
        stack: &Stack,
        location: &'a Location,
        function: Function,
        since: Timestamp,
        observer: Observer,
    ) -> Result<Self> {
        stack.described().await?;
        let group = stack.resource(function.log_group()).await?.id;
        Ok(Self {
            client: Client::new(location, Api::LOGS, observer)?,
            stack: stack.name().to_owned(),
            since: since.millis().max(0),
            pages: Pages::of(Self::FILTER, &group),
            token: None,
            start: None,
            seen: Seen::default(),
            group,
        })
    }

    /// The name of the log group.
    pub fn group(&self) -> &str {
        &self.group
    }

    /// Returns the lines of the next page, oldest first. Returns `None` when there are no more for now; the next call looks for new
    /// ones. No line is returned twice. A line that arrives more than a minute after a newer one is missed.
    ///
    /// # Errors
    /// [`StackError::NoLogGroup`], [`StackError::NotAllowed`], [`Error::EndlessPages`], [`Error::Credentials`] and the service errors.
    pub async fn next(&mut self) -> Result<Option<Vec<LogLine>>> {
        if self.start.is_some() && self.token.is_none() {
            self.start = None;
            return Ok(None);
        }
        let start = *self.start.get_or_insert_with(|| {
            self.pages = Pages::of(Self::FILTER, &self.group);
            self.seen.start().max(self.since)
        });
        let mut request = json!({ "logGroupName": self.group, "startTime": start });
        if let Some(token) = self.token.take() {
            request["nextToken"] = token.into();
        }
        let on = format!("log group {}", self.group);
        let page: Page = match self.client.json(("Logs_20140328", "1.1"), Self::FILTER, &on, &request).await {
            Err(Error::Service { code, .. }) if is_missing_resource(&code) => {
                return Err(StackError::NoLogGroup { name: self.stack.clone(), group: self.group.clone() }.into());
            }
            page => page?,
        };
        self.token = self.pages.next(page.token, page.events.is_empty())?;
        let now = Timestamp::now().millis();
        let new = page.events.into_iter().filter(|event| self.seen.is_new(event, now));
        Ok(Some(new.map(line).collect()))
    }

    /// Waits until it is time to look for new lines.
    pub async fn wait(&self) {
        tokio::time::sleep(POLL_INTERVAL).await;
    }
}

/// The events of the last minute, by digests of their ids.
#[derive(Default)]
struct Seen {
    ids: HashSet<Uuid>,
    /// The same with their times, in the order in which they came.
    order: VecDeque<(i64, Uuid)>,
    newest: i64,
    /// No event before this time is remembered.
    floor: i64,
}

impl Seen {
    /// Remembers an event. Returns whether it had not come before.
    fn is_new(&mut self, event: &Event, now: i64) -> bool {
        // A function can write a time that is ahead of the clock. The next look must not begin there.
        self.newest = self.newest.max(event.timestamp.min(now));
        let Some(id) = &event.event_id else { return true };
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, id.as_bytes());
        if !self.ids.insert(id) {
            return false;
        }
        self.order.push_back((event.timestamp, id));
        self.forget();
        true
    }

    /// Forgets the events before the next look, and the first ones if they are too many. The next look then begins behind them.
    fn forget(&mut self) {
        let begin = self.newest - OVERLAP;
        while let Some((at, id)) = self.order.front().copied() {
            if at >= begin && self.order.len() <= MAX_SEEN {
                break;
            }
            if at >= begin {
                self.floor = self.floor.max(at + 1);
            }
            self.order.pop_front();
            self.ids.remove(&id);
        }
    }

    /// The begin of the next look.
    fn start(&self) -> i64 {
        self.floor.max(self.newest - OVERLAP)
    }
}

/// Reads a line. The functions write JSON with `message`; the platform and panics write text.
fn line(event: Event) -> LogLine {
    let text = event.message.trim_end();
    let fields = serde_json::from_str::<Map<String, Value>>(text).ok();
    let mut details = fields.filter(|fields| fields.get("message").is_some_and(Value::is_string)).unwrap_or_default();
    let mut take = |name: &str| match details.shift_remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let (message, level, conversation) = (take("message"), take("level"), take("conversation_id"));
    // The time of the event, the crate and the invocation are the same for every line of one.
    for name in ["timestamp", "target", "span"] {
        details.shift_remove(name);
    }
    LogLine {
        at: Timestamp::from_millis(event.timestamp),
        level,
        message: message.unwrap_or_else(|| text.to_owned()),
        conversation,
        details,
        stream: event.log_stream_name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(timestamp: i64, id: &str, message: &str) -> Event {
        let (message, log_stream_name) = (message.to_owned(), "s".to_owned());
        Event { timestamp, message, log_stream_name, event_id: Some(id.to_owned()) }
    }

    #[test]
    fn a_line_of_json_is_read_and_any_other_is_shown_as_it_is() {
        let text = r#"{"timestamp":"t","level":"ERROR","conversation_id":"c","error":"no","message":"m","target":"x","span":{"requestId":"1"}}"#;
        let read = line(event(1_000, "1", text));
        assert_eq!((read.level.as_deref(), read.conversation.as_deref()), (Some("ERROR"), Some("c")));
        assert_eq!((read.message.as_str(), Value::Object(read.details)), ("m", json!({ "error": "no" })));
        for text in [
            "START RequestId: 1 Version: $LATEST",
            "thread 'main' panicked at src/main.rs:1:1:",
            "{",
            "[1]",
            "null",
            "{\"level\":\"INFO\"}",
            "{\"message\":1,\"level\":\"INFO\"}",
            "",
        ] {
            let read = line(event(0, "1", &format!("{text}\n")));
            assert_eq!((read.message.as_str(), read.level, read.details.len()), (text, None, 0));
        }
    }

    #[test]
    fn an_event_is_new_once_within_the_overlap() {
        let mut seen = Seen::default();
        let mut is_new = |at: i64, id: &str| seen.is_new(&event(at, id, ""), i64::MAX);
        assert!(is_new(1_000, "a") && is_new(2_000, "b"));
        assert!(!is_new(1_000, "a"));
        // One that arrives late is behind the newest.
        assert!(is_new(500, "late") && !is_new(500, "late"));
        assert!(is_new(1_000 + OVERLAP, "c"));
        assert!(!is_new(1_000, "a"));
        assert_eq!(seen.start(), 1_000);
    }

    #[test]
    fn what_is_remembered_has_a_limit_and_no_event_is_repeated() {
        let mut seen = Seen::default();
        for at in 0..MAX_SEEN + 10 {
            assert!(seen.is_new(&event(5, &at.to_string(), ""), i64::MAX));
        }
        assert_eq!((seen.ids.len(), seen.order.len(), seen.start()), (MAX_SEEN, MAX_SEEN, 6));
    }

    #[test]
    fn a_time_ahead_of_the_clock_does_not_hide_what_follows() {
        let mut seen = Seen::default();
        assert!(seen.is_new(&event(i64::MAX, "ahead", ""), 100_000));
        assert_eq!(seen.start(), 100_000 - OVERLAP);
        assert!(seen.is_new(&event(90_000, "next", ""), 100_000));
        assert!(!seen.is_new(&event(i64::MAX, "ahead", ""), 100_000));
    }
}
