//! Every user, page by page, in bounded memory.

use super::{UserRow, UserStore};
use crate::error::{DatabaseError, Error, Result};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// What an error says was being done.
const DOING: &str = "list the users";

/// The pages of the users, in order of handle. The store is in use until the last page was read or this is dropped.
pub struct UserPages {
    pages: mpsc::Receiver<Vec<UserRow>>,
    /// Ends after the last page. `None` when its result was taken.
    reading: Option<JoinHandle<Result<bool>>>,
    /// The limit of the wait for a page.
    limit: Duration,
    row_security: bool,
}

impl UserPages {
    /// Starts to read. At most one page is read ahead.
    pub(super) fn read(store: Arc<Mutex<Box<dyn UserStore>>>, limit: Duration) -> Self {
        let (sender, pages) = mpsc::channel(1);
        let reading = tokio::task::spawn_blocking(move || {
            let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
            store.list(&mut |page| sender.blocking_send(page).is_ok())
        });
        Self { pages, reading: Some(reading), limit, row_security: false }
    }

    /// Returns the next page; `None` after the last.
    ///
    /// # Errors
    /// [`DatabaseError::Timeout`] and the other database errors of [`Error`].
    pub async fn next(&mut self) -> Result<Option<Vec<UserRow>>> {
        let late = |_| Error::Database(DatabaseError::Timeout { doing: DOING, seconds: self.limit.as_secs() });
        if let Some(page) = tokio::time::timeout(self.limit, self.pages.recv()).await.map_err(late)? {
            return Ok(Some(page));
        }
        // The pages also end when reading fails.
        if let Some(reading) = self.reading.take() {
            self.row_security = reading.await??;
        }
        Ok(None)
    }

    /// Returns whether row-level security may have hidden users. It is known after the last page.
    pub fn row_security(&self) -> bool {
        self.row_security
    }
}
