//! A pool of connections for each thread. A connection is driven by the runtime that opened it. If another thread used it, it would
//! wait whenever the first thread is busy, such as with a slow reader of standard output.

use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use std::collections::HashMap;
use std::fmt::{Debug, Formatter};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

/// Returns a client whose connections are each used by one thread. `make` makes the client of a thread when it sends its first request.
pub(super) fn per_thread(make: impl Fn() -> SharedHttpClient + Send + Sync + 'static) -> SharedHttpClient {
    SharedHttpClient::new(Client { make, clients: Mutex::default() })
}

struct Client<M> {
    make: M,
    clients: Mutex<HashMap<ThreadId, SharedHttpClient>>,
}

impl<M: Fn() -> SharedHttpClient> Client<M> {
    fn of_this_thread(&self) -> SharedHttpClient {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        clients.entry(thread::current().id()).or_insert_with(&self.make).clone()
    }
}

impl<M> Debug for Client<M> {
    fn fmt(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
        to.write_str("Client")
    }
}

impl<M: Fn() -> SharedHttpClient + Send + Sync> HttpClient for Client<M> {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        self.of_this_thread().http_connector(settings, components)
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.of_this_thread().connector_metadata()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_http_client::Builder;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_thread_has_a_client_of_its_own() {
        let made = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&made);
        let client = per_thread(move || {
            count.fetch_add(1, Ordering::Relaxed);
            Builder::new().build_http()
        });
        for threads in [1, 2] {
            thread::scope(|scope| {
                scope.spawn(|| drop((client.connector_metadata(), client.connector_metadata()))).join()
            })
            .unwrap();
            assert_eq!(made.load(Ordering::Relaxed), threads);
        }
    }
}
