//! The begin of a connection: TLS, negotiated as in libpq.
//!
//! The driver answers every request for authentication, even one for a password in clear text over a connection without TLS. So it
//! gets a stream on which such a request never arrives.
//! Source: PostgreSQL, "Frontend/Backend Protocol".

use super::watch::{Policy, Refusal, Watch};
use crate::target::connection_url::Tls;
use postgres::Socket;
use postgres::tls::{ChannelBinding as BindingData, MakeTlsConnect, TlsConnect, TlsStream};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio_postgres_rustls::MakeRustlsConnect;

/// The message SSLRequest, which asks whether the server offers TLS: its length and its code.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// Negotiates TLS in place of the driver. The driver is told that TLS begins without a request.
pub(super) struct Negotiator {
    pub(super) mode: Tls,
    pub(super) is_direct: bool,
    /// `None` if TLS is off.
    pub(super) tls: Option<MakeRustlsConnect>,
    pub(super) policy: Policy,
    /// Set once the connection is encrypted.
    pub(super) is_encrypted: Arc<AtomicBool>,
}

type Rustls = <MakeRustlsConnect as MakeTlsConnect<Socket>>::TlsConnect;
type RustlsStream = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream;
type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A [`Negotiator`] for one connection.
pub(super) struct Negotiation {
    tls: Option<Rustls>,
    is_direct: bool,
    is_optional: bool,
    policy: Policy,
    is_encrypted: Arc<AtomicBool>,
}

impl MakeTlsConnect<Socket> for Negotiator {
    type Stream = WatchedStream;
    type TlsConnect = Negotiation;
    type Error = BoxError;

    fn make_tls_connect(&mut self, host: &str) -> Result<Negotiation, BoxError> {
        Ok(Negotiation {
            tls: self.tls.as_mut().map(|tls| MakeTlsConnect::<Socket>::make_tls_connect(tls, host)).transpose()?,
            is_direct: self.is_direct,
            is_optional: self.mode <= Tls::Optional,
            policy: self.policy.clone(),
            is_encrypted: Arc::clone(&self.is_encrypted),
        })
    }
}

impl TlsConnect<Socket> for Negotiation {
    type Stream = WatchedStream;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<WatchedStream, BoxError>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(self.negotiate(socket))
    }
}

impl Negotiation {
    async fn negotiate(self, mut socket: Socket) -> Result<WatchedStream, BoxError> {
        let stream = match self.tls {
            Some(tls) if self.is_direct || is_offered(&mut socket).await? => {
                Stream::Encrypted(Box::new(tls.connect(socket).await?))
            }
            Some(_) if !self.is_optional => return Err(Refusal::NotOffered.into()),
            _ => Stream::Plain(socket),
        };
        let is_encrypted = matches!(stream, Stream::Encrypted(_));
        self.is_encrypted.store(is_encrypted, Ordering::Relaxed);
        Ok(WatchedStream { stream, watch: Watch::new(self.policy, is_encrypted) })
    }
}

/// Asks whether the server offers TLS. Only the answer is read, because the bytes after it belong to TLS.
async fn is_offered(socket: &mut Socket) -> Result<bool, BoxError> {
    socket.write_all(&SSL_REQUEST).await?;
    socket.flush().await?;
    match socket.read_u8().await? {
        b'S' => Ok(true),
        b'N' => Ok(false),
        _ => Err(Refusal::NotPostgres.into()),
    }
}

/// A connection with or without TLS.
enum Stream {
    Plain(Socket),
    Encrypted(Box<RustlsStream>),
}

/// A connection on which no message arrives that the driver must not answer.
pub(super) struct WatchedStream {
    stream: Stream,
    watch: Watch,
}

impl TlsStream for WatchedStream {
    fn channel_binding(&self) -> BindingData {
        match &self.stream {
            Stream::Plain(_) => BindingData::none(),
            Stream::Encrypted(stream) => stream.channel_binding(),
        }
    }
}

impl AsyncRead for WatchedStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        ready!(match &mut self.stream {
            Stream::Plain(socket) => Pin::new(socket).poll_read(cx, buf),
            Stream::Encrypted(stream) => Pin::new(stream.as_mut()).poll_read(cx, buf),
        })?;
        Poll::Ready(self.watch.inspect(&buf.filled()[before..]).map_err(io::Error::other))
    }
}

impl AsyncWrite for WatchedStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match &mut self.stream {
            Stream::Plain(socket) => Pin::new(socket).poll_write(cx, buf),
            Stream::Encrypted(stream) => Pin::new(stream.as_mut()).poll_write(cx, buf),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.stream {
            Stream::Plain(socket) => Pin::new(socket).poll_flush(cx),
            Stream::Encrypted(stream) => Pin::new(stream.as_mut()).poll_flush(cx),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.stream {
            Stream::Plain(socket) => Pin::new(socket).poll_shutdown(cx),
            Stream::Encrypted(stream) => Pin::new(stream.as_mut()).poll_shutdown(cx),
        }
    }
}
