//! Events that a caller may report while the library works. The library itself never prints.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// An event on the way to a result.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Event {
    /// The embedded store was created, on the first run in this directory.
    EmbeddedCreated {
        /// Its directory.
        home: PathBuf,
    },
    /// Another process holds the lock of the embedded store. This process waits for it.
    EmbeddedWaiting {
        /// The process that holds the lock, as it named itself.
        holder: String,
    },
    /// A call to a service or database ended.
    Call {
        /// The service: `DynamoDB`, `Cognito`, `PostgreSQL`.
        service: &'static str,
        /// The API name of the operation, or the purpose of a statement.
        operation: String,
        /// How long it took, with its retries.
        took: Duration,
    },
    /// A command waits for a table or index.
    Settling {
        /// The table or index.
        what: String,
        /// Its status now.
        state: String,
    },
    /// Records of a shard were removed before they were read, since they were older than 24 hours.
    StreamTrimmed {
        /// The shard's id.
        shard: String,
    },
    /// The stream of a checkpoint no longer exists: the table was created again, or its stream was off in between.
    StreamReplaced {
        /// The table's name.
        table: String,
    },
    /// No record of a message can be saved. If its answer is lost, the same command writes the message a second time.
    Unrecorded {
        /// Why not.
        why: String,
    },
    /// Items were written or removed.
    Written {
        /// How many, in this step.
        items: usize,
    },
}

/// Receives events. The stores of one command share it. It is called on the thread of the event.
#[derive(Clone)]
pub struct Observer(Arc<dyn Fn(Event) + Send + Sync>);

impl Observer {
    /// An observer that calls `f` for each event.
    pub fn new(f: impl Fn(Event) + Send + Sync + 'static) -> Self {
        Self(Arc::new(f))
    }

    /// Reports an event.
    pub fn tell(&self, event: Event) {
        (self.0)(event);
    }
}

impl Default for Observer {
    /// An observer that ignores every event.
    fn default() -> Self {
        Self::new(|_| {})
    }
}

impl std::fmt::Debug for Observer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Observer")
    }
}
