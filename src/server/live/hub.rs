//! The newest messages, and the listeners that get them.
//!
//! The memory is bounded: by the number, the size and the age of the messages that are kept, and by the number of listeners and of
//! messages that each of them may be behind.

use super::super::listen::Closer;
use fastrand::Rng;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// How long a message is kept for listeners that return.
const MAX_AGE: Duration = Duration::from_secs(3_600);

/// The number of messages that are kept.
const MAX_KEPT: usize = 10_000;

/// The size of the messages that are kept, in bytes.
const MAX_BYTES: usize = 8 << 20;

/// The number of messages that a listener may be behind.
const MAX_BEHIND: usize = 256;

/// The number of listeners.
const MAX_LISTENERS: usize = 128;

/// A new message, for the participants of its conversation.
#[derive(Debug)]
pub(super) struct NewMessage {
    number: u64,
    kept_since: Instant,
    participants: Vec<String>,
    /// The JSON of the message.
    data: String,
}

/// The messages that are kept, and the listeners.
#[derive(Debug)]
pub(super) struct Hub {
    /// Tells the numbers of this hub from those of one before it.
    epoch: String,
    /// The number of the newest message.
    newest: u64,
    kept: VecDeque<Arc<NewMessage>>,
    bytes: usize,
    listeners: HashMap<u64, Listener>,
    next_listener: u64,
}

#[derive(Debug)]
struct Listener {
    user: String,
    messages: mpsc::Sender<Arc<NewMessage>>,
    closer: Closer,
}

/// What a new listener gets.
#[derive(Debug)]
pub(super) struct Welcome {
    /// The key of the listener, to remove it.
    pub(super) key: u64,
    /// The id of the newest message, of any conversation.
    pub(super) newest: String,
    /// The messages since its last one; `None` if some of them may not be kept.
    pub(super) missed: Option<Vec<Arc<NewMessage>>>,
    /// The messages from now on. It ends if the listener is too far behind.
    pub(super) messages: mpsc::Receiver<Arc<NewMessage>>,
}

impl Hub {
    pub(super) fn new() -> Self {
        Self { epoch: epoch(), newest: 0, kept: VecDeque::new(), bytes: 0, listeners: HashMap::new(), next_listener: 0 }
    }

    /// Forgets the messages that are kept, because messages may be missing after them. Their ids are no longer known.
    pub(super) fn restart(&mut self) {
        self.epoch = epoch();
        self.kept.clear();
        self.bytes = 0;
    }

    /// Adds a listener that gets the messages of the conversations of `user`, those after the message `last` first. Returns `None`
    /// if there are too many listeners.
    pub(super) fn listen(&mut self, user: &str, last: Option<&str>, closer: Closer, now: Instant) -> Option<Welcome> {
        if self.listeners.len() >= MAX_LISTENERS {
            return None;
        }
        self.forget(now);
        let missed = match last {
            None => Some(Vec::new()),
            Some(last) => self.number(last).and_then(|last| self.after(last, user)),
        };
        let (sender, messages) = mpsc::channel(MAX_BEHIND);
        let key = self.next_listener;
        self.next_listener += 1;
        self.listeners.insert(key, Listener { user: user.to_owned(), messages: sender, closer });
        Some(Welcome { key, newest: self.id(self.newest), missed, messages })
    }

    /// Removes a listener that went away.
    pub(super) fn leave(&mut self, key: u64) {
        self.listeners.remove(&key);
    }

    /// Removes all listeners. Their messages end.
    pub(super) fn end_all(&mut self) {
        self.listeners.clear();
    }

    pub(super) fn has_listeners(&self) -> bool {
        !self.listeners.is_empty()
    }

    /// Gives a message to the listeners among its participants, and keeps it. A listener that is too far behind loses its
    /// connection: its socket takes nothing more, so its stream would not end by itself.
    pub(super) fn publish(&mut self, participants: Vec<String>, data: String, now: Instant) {
        self.newest += 1;
        let message = Arc::new(NewMessage { number: self.newest, kept_since: now, participants, data });
        self.listeners.retain(|_, listener| {
            if !message.participants.contains(&listener.user) {
                return true;
            }
            let is_there = listener.messages.try_send(Arc::clone(&message)).is_ok();
            if !is_there {
                listener.closer.close();
            }
            is_there
        });
        self.bytes += message.size();
        self.kept.push_back(message);
        self.forget(now);
    }

    /// Returns the server-sent event of a message. Source: WHATWG, HTML, "Server-sent events".
    pub(super) fn event(&self, message: &NewMessage) -> String {
        format!("id: {}\nevent: message\ndata: {}\n\n", self.id(message.number), message.data)
    }

    /// Forgets the messages that are more, larger or older than what is kept.
    fn forget(&mut self, now: Instant) {
        let is_too_much = |hub: &Self, oldest: &NewMessage| {
            hub.kept.len() > MAX_KEPT
                || hub.bytes > MAX_BYTES
                || now.saturating_duration_since(oldest.kept_since) > MAX_AGE
        };
        while let Some(oldest) = self.kept.front().filter(|oldest| is_too_much(self, oldest)) {
            self.bytes -= oldest.size();
            self.kept.pop_front();
        }
    }

    /// Returns the messages of `user` after the one with this number, or `None` if some may not be kept.
    fn after(&self, last: u64, user: &str) -> Option<Vec<Arc<NewMessage>>> {
        let oldest = self.kept.front().map_or(self.newest + 1, |oldest| oldest.number);
        if last > self.newest || last + 1 < oldest {
            return None;
        }
        let is_missed =
            |message: &&Arc<NewMessage>| message.number > last && message.participants.iter().any(|one| one == user);
        Some(self.kept.iter().filter(is_missed).cloned().collect())
    }

    fn id(&self, number: u64) -> String {
        format!("{}-{number}", self.epoch)
    }

    /// Returns the number of an id of this hub.
    fn number(&self, id: &str) -> Option<u64> {
        id.strip_prefix(&self.epoch)?.strip_prefix('-')?.parse().ok()
    }
}

impl NewMessage {
    /// Returns about how much memory it takes, in bytes.
    fn size(&self) -> usize {
        size_of::<Self>() + self.data.len() + self.participants.iter().map(String::len).sum::<usize>()
    }
}

fn epoch() -> String {
    format!("{:08x}", Rng::new().u32(..))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(messages: &[Arc<NewMessage>]) -> Vec<&str> {
        messages.iter().map(|message| message.data.as_str()).collect()
    }

    fn listen(hub: &mut Hub, user: &str, last: Option<&str>) -> Welcome {
        hub.listen(user, last, Closer::default(), Instant::now()).expect("a listener")
    }

    fn received(welcome: &mut Welcome) -> Vec<String> {
        std::iter::from_fn(|| welcome.messages.try_recv().ok()).map(|message| message.data.clone()).collect()
    }

    fn publish(hub: &mut Hub, participants: &[&str], text: &str) {
        hub.publish(participants.iter().map(|one| (*one).to_owned()).collect(), text.to_owned(), Instant::now());
    }

    #[test]
    fn a_message_reaches_its_participants_alone() {
        let mut hub = Hub::new();
        let (mut anna, mut bela, mut cleo) =
            (listen(&mut hub, "anna", None), listen(&mut hub, "bela", None), listen(&mut hub, "cleo", None));
        publish(&mut hub, &["anna", "bela"], "one");
        publish(&mut hub, &["bela", "cleo"], "two");
        assert_eq!(received(&mut anna), ["one"]);
        assert_eq!(received(&mut bela), ["one", "two"]);
        assert_eq!(received(&mut cleo), ["two"]);
    }

    #[test]
    fn a_listener_that_returns_misses_nothing() {
        let mut hub = Hub::new();
        publish(&mut hub, &["anna"], "before");
        let first = listen(&mut hub, "anna", None);
        assert_eq!(texts(&first.missed.unwrap()), Vec::<&str>::new());
        for (participants, text) in [(["anna", "bela"], "one"), (["bela", "cleo"], "two"), (["anna", "cleo"], "three")]
        {
            publish(&mut hub, &participants, text);
        }
        let again = listen(&mut hub, "anna", Some(&first.newest));
        assert_eq!(texts(&again.missed.unwrap()), ["one", "three"]);
        let last = hub.id(2);
        assert_eq!(texts(&listen(&mut hub, "anna", Some(&last)).missed.unwrap()), ["three"]);
        for unknown in ["", "x", "00000000-1", &hub.id(99)] {
            assert!(listen(&mut hub, "anna", Some(unknown)).missed.is_none(), "{unknown}");
        }
        hub.restart();
        assert!(listen(&mut hub, "anna", Some(&last)).missed.is_none());
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut hub = Hub::new();
        let newest = listen(&mut hub, "anna", None).newest;
        for _ in 0..=MAX_KEPT {
            publish(&mut hub, &["anna"], "x");
        }
        assert_eq!(hub.kept.len(), MAX_KEPT);
        assert!(listen(&mut hub, "anna", Some(&newest)).missed.is_none());
        publish(&mut hub, &["anna"], &"x".repeat(MAX_BYTES / 2));
        publish(&mut hub, &["anna"], &"x".repeat(MAX_BYTES / 2));
        assert!(hub.bytes <= MAX_BYTES && hub.kept.len() == 1, "{} {}", hub.bytes, hub.kept.len());
        let late = Instant::now() + MAX_AGE + Duration::from_secs(1);
        hub.listen("anna", None, Closer::default(), late).unwrap();
        assert_eq!((hub.kept.len(), hub.bytes), (0, 0));
        // Nothing came after the newest.
        let newest = hub.id(hub.newest);
        assert_eq!(texts(&listen(&mut hub, "anna", Some(&newest)).missed.unwrap()), Vec::<&str>::new());
    }

    #[test]
    fn a_slow_listener_ends_alone() {
        let mut hub = Hub::new();
        let mut slow = listen(&mut hub, "anna", None);
        let mut quick = listen(&mut hub, "anna", None);
        for number in 0..MAX_BEHIND + 2 {
            publish(&mut hub, &["anna"], &number.to_string());
            assert_eq!(received(&mut quick).len(), 1);
        }
        assert_eq!(received(&mut slow).len(), MAX_BEHIND);
        assert!(slow.messages.is_closed() && !quick.messages.is_closed());
    }

    #[test]
    fn listeners_are_counted() {
        let mut hub = Hub::new();
        let all: Vec<Welcome> = (0..MAX_LISTENERS).map(|_| listen(&mut hub, "anna", None)).collect();
        assert!(hub.listen("anna", None, Closer::default(), Instant::now()).is_none());
        all.iter().for_each(|one| hub.leave(one.key));
        assert!(!hub.has_listeners());
    }

    #[test]
    fn an_event_has_the_id_to_continue_from() {
        let mut hub = Hub::new();
        let mut anna = listen(&mut hub, "anna", None);
        publish(&mut hub, &["anna"], r#"{"message":"Hello"}"#);
        let message = anna.messages.try_recv().unwrap();
        let id = hub.id(1);
        assert_eq!(hub.event(&message), format!("id: {id}\nevent: message\ndata: {{\"message\":\"Hello\"}}\n\n"));
    }
}
