//! The engine for a server. Other processes can use the store between two requests.

use super::turns::Turns;
use super::{Home, Reply};
use crate::error::Result;
use crate::event::Observer;
use crate::target::Target;
use bytes::Bytes;

/// The DynamoDB engine of a target. It opens the store for a request, and closes it after the request.
#[derive(Debug)]
pub struct SharedEngine {
    target: Target,
    observer: Observer,
    turns: Turns,
}

impl SharedEngine {
    /// Returns the engine of `target`, whose messages are embedded. Opens nothing.
    pub fn new(target: Target, observer: Observer) -> Self {
        Self { target, observer, turns: Turns::default() }
    }

    /// Answers a request, such as `ListTables` with `{}`. An error of DynamoDB is a [`Reply`].
    ///
    /// # Errors
    /// [`Error::EmbeddedBusy`](crate::Error::EmbeddedBusy) if another process has the store for a minute,
    /// [`Error::EmbeddedDamaged`](crate::Error::EmbeddedDamaged), [`Error::Embedded`](crate::Error::Embedded), and the errors of
    /// a directory that is not safe.
    pub async fn answer(&self, operation: String, body: Bytes) -> Result<Reply> {
        let turn = self.turns.begin().await;
        let home = Home::open(&self.target, &self.observer).await?;
        // The store is closed on that thread too: closing writes to the file.
        let reply = tokio::task::spawn_blocking(move || home.engine()?.answer(&operation, &body)).await?;
        drop(turn);
        reply
    }
}
