//! New messages as they are written: one reader of the table's stream for all listeners, whose messages are server-sent events.
//! Source: WHATWG, HTML, "Server-sent events".

mod hub;
mod participants;
mod reader;

use super::bearer::Authenticated;
use super::failure::Failure;
use super::listen::Closer;
use crate::ddb::Stream;
use crate::event::Observer;
use crate::target::Target;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, extract};
use bytes::Bytes;
use futures_util::stream::unfold;
use hub::{Hub, NewMessage, Welcome};
use reader::Paused;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// The interval of comments that keep a connection open.
const HEARTBEAT_INTERVAL: Duration = Duration::from_secs(15);

/// Answers with the new messages of the caller's conversations, as server-sent events.
pub(super) async fn stream(
    extract::State(state): extract::State<Arc<super::state::State>>,
    Authenticated(user): Authenticated,
    Extension(closer): Extension<Closer>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let last = headers.get("last-event-id").map(|id| id.to_str().unwrap_or_default());
    let body = state.live.listen(&user.uuid, last, closer).await?;
    let body = body.ok_or_else(|| Failure::new(StatusCode::SERVICE_UNAVAILABLE, "try_again"))?;
    let headers = [(CONTENT_TYPE, "text/event-stream"), (CACHE_CONTROL, "no-store")];
    Ok((headers, body).into_response())
}

/// Where the stream is.
pub(super) struct Source {
    pub(super) target: Target,
    pub(super) table: String,
    pub(super) observer: Observer,
}

/// The new messages of a table.
pub(super) struct Live {
    source: Source,
    state: Mutex<State>,
    /// One listener at a time starts the reader.
    starting: tokio::sync::Mutex<()>,
}

struct State {
    hub: Hub,
    /// The reader while nobody listens.
    paused: Option<Paused>,
    is_running: bool,
}

/// A listener, until it is dropped.
struct Listening {
    live: Arc<Live>,
    key: u64,
    /// The messages that it missed, which come first.
    missed: VecDeque<Arc<NewMessage>>,
    /// The event after them.
    begin: Option<String>,
    messages: mpsc::Receiver<Arc<NewMessage>>,
}

impl Live {
    pub(super) fn new(source: Source) -> Arc<Self> {
        let state = State { hub: Hub::new(), paused: None, is_running: false };
        Arc::new(Self { source, state: Mutex::new(state), starting: tokio::sync::Mutex::new(()) })
    }

    /// Returns the body of an answer that has the new messages of `user`, those after the message `last` first. Its first event is
    /// `ready`, or `reload` if messages may be missing. Returns `None` if there are too many listeners.
    ///
    /// # Errors
    /// Those of opening the stream, above all [`Error::NoStream`](crate::Error::NoStream).
    pub(super) async fn listen(
        self: &Arc<Self>,
        user: &str,
        last: Option<&str>,
        closer: Closer,
    ) -> crate::Result<Option<Body>> {
        let _starting = self.starting.lock().await;
        let to_start = if self.state().is_running { None } else { Some(self.start().await?) };
        let welcome = {
            let mut state = self.state();
            let welcome = state.hub.listen(user, last, closer, Instant::now());
            match to_start {
                Some(stream) if welcome.is_some() => {
                    state.is_running = true;
                    tokio::spawn(reader::run(Arc::clone(self), stream));
                }
                Some(stream) => state.paused = Some(Paused::new(stream)),
                None => {}
            }
            welcome
        };
        Ok(welcome.map(|welcome| Listening::new(self, welcome).body()))
    }

    /// Ends the answers of all listeners.
    pub(super) fn end(&self) {
        self.state().hub.end_all();
    }

    /// Returns the stream where it was left, or at its end. Messages may be missing before its end.
    async fn start(&self) -> crate::Result<Stream> {
        let paused = self.state().paused.take();
        if let Some(stream) = paused.and_then(Paused::resume) {
            return Ok(stream);
        }
        let stream = reader::open(&self.source).await?;
        self.state().hub.restart();
        Ok(stream)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Returns the stream if somebody listens, or keeps it until somebody does.
    fn continue_or_pause(&mut self, stream: Stream) -> Option<Stream> {
        if self.hub.has_listeners() {
            return Some(stream);
        }
        self.is_running = false;
        self.paused = Some(Paused::new(stream));
        None
    }

    /// Ends all listeners, because the stream cannot be read. They come again, and then hear why.
    fn fail(&mut self) {
        self.is_running = false;
        self.hub.end_all();
    }
}

impl Listening {
    fn new(live: &Arc<Live>, welcome: Welcome) -> Self {
        let Welcome { key, newest, missed, messages } = welcome;
        let begin = if missed.is_some() { "ready" } else { "reload" };
        // Its id comes after the missed messages: a connection that breaks between them misses none.
        let begin = Some(format!("id: {newest}\nevent: {begin}\ndata: {{}}\n\n"));
        Self { live: Arc::clone(live), key, missed: missed.unwrap_or_default().into(), begin, messages }
    }

    fn body(self) -> Body {
        Body::from_stream(unfold(self, async |mut listening| {
            let event = listening.next().await?;
            Some((Ok::<_, Infallible>(Bytes::from(event)), listening))
        }))
    }

    /// Returns the next event. After [`HEARTBEAT_INTERVAL`] without one, it returns a comment. Returns `None` if the listener was
    /// removed.
    async fn next(&mut self) -> Option<String> {
        if let Some(message) = self.missed.pop_front() {
            return Some(self.live.state().hub.event(&message));
        }
        if let Some(begin) = self.begin.take() {
            return Some(begin);
        }
        match tokio::time::timeout(HEARTBEAT_INTERVAL, self.messages.recv()).await {
            Ok(message) => {
                let message = message?;
                Some(self.live.state().hub.event(&message))
            }
            Err(_) => Some(":\n\n".to_owned()),
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.live.state().hub.leave(self.key);
    }
}
