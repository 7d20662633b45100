//! The socket of the server, and the limits of connections and times, so that no client can hold more than its share.

use super::routes::router;
use super::state::{Settings, State};
use crate::error::{Error, Result};
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// The number of connections at the same time. Others wait until one of them ends.
const MAX_CONNECTIONS: usize = 256;

/// How long the head of a request may take, the wait for it included.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// The buffer of a connection, in bytes: the limit of the head of a request.
const MAX_HEAD: usize = 32 << 10;

/// How long to wait when no connection can be accepted, because the process has too many files open.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// A server that has its port and answers nothing yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes a port of 127.0.0.1; 0 for any free one.
    ///
    /// # Errors
    /// [`Error::Listen`], such as if another program uses the port.
    pub async fn bind(port: u16) -> Result<Self> {
        let bound = async {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
            Ok::<_, io::Error>(Self { address: listener.local_addr()?, listener })
        };
        bound.await.map_err(|source| Error::Listen { port, source: source.into() })
    }

    /// Returns the port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Answers requests until it is dropped.
    pub async fn run(self, settings: Settings) {
        let state = Arc::new(State::new(settings, self.port()));
        let router = router(&state);
        let connections = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        loop {
            let Ok(permit) = Arc::clone(&connections).acquire_owned().await else { return };
            let Ok((stream, _)) = self.listener.accept().await else {
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            };
            let router = router.clone();
            tokio::spawn(async move {
                answer(stream, router).await;
                drop(permit);
            });
        }
    }
}

/// Answers the requests of one connection. A connection that fails is the client's affair.
async fn answer(stream: TcpStream, router: Router) {
    // A small answer must not wait for the acknowledgement of the one before.
    stream.set_nodelay(true).ok();
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        .await
        .ok();
}
