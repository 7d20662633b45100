//! What a caller may want to tell somebody while the library works: the library itself never prints.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Something that happened on the way to the result.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Event {
    /// The embedded store was made, on the first run in this directory.
    EmbeddedCreated {
        /// Its directory.
        home: PathBuf,
    },
    /// Another process has the embedded store; this one waits for its turn.
    EmbeddedWaiting {
        /// The process that has it, as it named itself.
        holder: String,
    },
    /// A call to a service or database ended.
    Call {
        /// The service: `DynamoDB`, `Cognito`, `PostgreSQL`.
        service: &'static str,
        /// The operation, by its API name or what a statement is for.
        operation: String,
        /// How long it took, its retries included.
        took: Duration,
    },
    /// A table or index is being waited for.
    Settling {
        /// The table or index.
        what: String,
        /// Its status now.
        state: String,
    },
    /// Records of a shard were gone before they were read, since a day passed.
    StreamTrimmed {
        /// The shard's id.
        shard: String,
    },
    /// The stream that a checkpoint is of is gone: the table was created again, or its stream was off in between.
    StreamReplaced {
        /// The table's name.
        table: String,
    },
    /// No record of a message can be kept: if its answer is lost, the same command again writes it twice.
    Unrecorded {
        /// Why not.
        why: String,
    },
    /// Items were written or removed.
    Written {
        /// How many in this step.
        items: usize,
    },
}

/// Takes events; shared by every store of one command. It is called from whatever thread the event happens on.
#[derive(Clone)]
pub struct Observer(Arc<dyn Fn(Event) + Send + Sync>);

impl Observer {
    /// An observer that calls `f` for each event.
    pub fn new(f: impl Fn(Event) + Send + Sync + 'static) -> Self {
        Self(Arc::new(f))
    }

    /// Passes one event on.
    pub fn tell(&self, event: Event) {
        (self.0)(event);
    }
}

impl Default for Observer {
    /// An observer that listens to nothing.
    fn default() -> Self {
        Self::new(|_| {})
    }
}

impl std::fmt::Debug for Observer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Observer")
    }
}
