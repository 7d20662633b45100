//! The socket of the server, and the limits of connections and times, so that no client can hold more than its share.

#[cfg(feature = "embedded")]
use super::dynamodb::LocalDynamoDb;
use super::routes::router;
use super::state::{Settings, State};
use crate::error::{Error, Result};
use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore, watch};

/// The number of connections at the same time. Others wait until one of them ends.
const MAX_CONNECTIONS: u32 = 256;

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

    /// Answers requests until `stop` resolves. Then it ends the streams, answers the requests that it has, and returns.
    pub async fn run(self, settings: Settings, stop: impl Future<Output = ()>) {
        let state = Arc::new(State::new(settings, self.port()));
        let end_streams = async {
            stop.await;
            state.live.end();
        };
        self.answer_all(router(&state), end_streams).await;
    }

    /// Answers requests to DynamoDB until `stop` resolves. Then it answers the requests that it has, and returns.
    #[cfg(feature = "embedded")]
    pub async fn run_dynamodb(self, dynamodb: LocalDynamoDb, stop: impl Future<Output = ()>) {
        let router = dynamodb.router(self.port());
        self.answer_all(router, stop).await;
    }

    async fn answer_all(&self, router: Router, stop: impl Future<Output = ()>) {
        let connections = Arc::new(Semaphore::new(MAX_CONNECTIONS as usize));
        let (stopping, stopped) = watch::channel(());
        let accept = async {
            loop {
                let Ok(permit) = Arc::clone(&connections).acquire_owned().await else { return };
                let Ok((stream, _)) = self.listener.accept().await else {
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                };
                let (router, stopped) = (router.clone(), stopped.clone());
                tokio::spawn(async move {
                    answer(stream, router, stopped).await;
                    drop(permit);
                });
            }
        };
        tokio::select! {
            () = stop => {}
            () = accept => {}
        }
        drop(stopping);
        // Every connection has a permit until it ends.
        connections.acquire_many(MAX_CONNECTIONS).await.ok();
    }
}

/// Closes the connection of a request, for a client that takes no more of its answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Closer(Arc<Notify>);

impl Closer {
    /// Closes the connection at once.
    pub(super) fn close(&self) {
        self.0.notify_one();
    }
}

/// Answers the requests of one connection, until the sender of `stopped` is dropped. A connection that fails is the client's affair.
async fn answer(stream: TcpStream, router: Router, mut stopped: watch::Receiver<()>) {
    // A small answer must not wait for the acknowledgement of the one before.
    stream.set_nodelay(true).ok();
    let closer = Closer::default();
    let router = TowerToHyperService::new(router);
    let service = service_fn(|mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(closer.clone());
        router.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let is_stopping = tokio::select! {
        _ = connection.as_mut() => false,
        () = closer.0.notified() => false,
        _ = stopped.changed() => true,
    };
    if is_stopping {
        connection.as_mut().graceful_shutdown();
        connection.await.ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Extension;
    use axum::body::Body;
    use axum::routing::get;
    use std::convert::Infallible;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::{mpsc, oneshot};

    /// A client that takes nothing of an endless answer.
    #[tokio::test]
    async fn a_closer_ends_a_connection_that_takes_nothing_more() {
        let (closers, mut received) = mpsc::channel(1);
        let endless = async move |Extension(closer): Extension<Closer>| {
            closers.send(closer).await.unwrap();
            Body::from_stream(futures_util::stream::repeat_with(|| Ok::<_, Infallible>(vec![0; 1 << 16])))
        };
        let server = Server::bind(0).await.unwrap();
        let port = server.port();
        let (stop, stopped) = oneshot::channel::<()>();
        let router = Router::new().route("/", get(endless));
        let running = tokio::spawn(async move { server.answer_all(router, async { drop(stopped.await) }).await });
        let mut client = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let closer = received.recv().await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        closer.close();
        let end = async { while client.read(&mut [0; 1 << 16]).await.is_ok_and(|read| read > 0) {} };
        tokio::time::timeout(Duration::from_secs(5), end).await.expect("the end of the connection");
        stop.send(()).unwrap();
        tokio::time::timeout(Duration::from_secs(5), running).await.expect("the end of the server").unwrap();
    }
}
