//! A limit on the answers of servers: the SDK holds the body of each as a whole.

use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};

/// The limit of an answer, in bytes. The largest is that of BatchGetItem, which returns up to 16 MB of items.
pub(super) const MAX_ANSWER: usize = 24 << 20;

/// The limit of the answers that one client receives at the same time, in bytes.
const MAX_TOGETHER: usize = 64 << 20;

/// An answer is longer than a server may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the answer is longer than {} MiB", MAX_ANSWER >> 20)]
pub(super) struct TooLong;

/// Why an answer was not read as a whole.
#[cfg(any(feature = "serve", feature = "stack"))]
pub(super) enum Unread {
    /// It is longer than the limit.
    TooLong,
    /// The connection failed.
    Failed(crate::error::Cause),
}

/// Reads an answer that no client of the SDK receives, of at most `limit` bytes.
#[cfg(any(feature = "serve", feature = "stack"))]
pub(super) async fn read_within(body: SdkBody, limit: usize) -> Result<Vec<u8>, Unread> {
    let mut stream = aws_smithy_types::byte_stream::ByteStream::new(body);
    let mut read = Vec::new();
    while let Some(bytes) = stream.next().await {
        read.extend_from_slice(&bytes.map_err(|error| Unread::Failed(error.into()))?);
        if read.len() > limit {
            return Err(Unread::TooLong);
        }
    }
    Ok(read)
}

/// The client, with a limit on the answers that it receives.
pub(super) fn limited(client: SharedHttpClient) -> SharedHttpClient {
    SharedHttpClient::new(Client { client, received: Arc::default() })
}

#[derive(Debug)]
struct Client {
    client: SharedHttpClient,
    /// How many bytes of unfinished answers were received.
    received: Arc<AtomicUsize>,
}

impl HttpClient for Client {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let connector = self.client.http_connector(settings, components);
        SharedHttpConnector::new(Connector { connector, received: Arc::clone(&self.received) })
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.client.connector_metadata()
    }
}

#[derive(Debug)]
struct Connector {
    connector: SharedHttpConnector,
    received: Arc<AtomicUsize>,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (answer, together) = (self.connector.call(request), Arc::clone(&self.received));
        HttpConnectorFuture::new(async move {
            let mut answer: HttpResponse = answer.await?;
            if answer.body().content_length().is_some_and(|length| length > MAX_ANSWER as u64) {
                // An error of this kind is not retried: the answer would be the same.
                return Err(ConnectorError::other(TooLong.into(), None));
            }
            let body = std::mem::replace(answer.body_mut(), SdkBody::taken());
            *answer.body_mut() = SdkBody::from_body_1_x(Limited { body, received: 0, together });
            Ok(answer)
        })
    }
}

/// The body of an answer, which ends with an error at the limit. It passes on what it receives and copies nothing.
struct Limited {
    body: SdkBody,
    received: usize,
    together: Arc<AtomicUsize>,
}

impl Limited {
    fn count(&mut self, bytes: usize) -> Result<(), TooLong> {
        self.received += bytes;
        let together = self.together.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if self.received > MAX_ANSWER || together > MAX_TOGETHER { Err(TooLong) } else { Ok(()) }
    }
}

impl Drop for Limited {
    fn drop(&mut self) {
        self.together.fetch_sub(self.received, Ordering::Relaxed);
    }
}

impl Body for Limited {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if let Some(Ok(frame)) = &frame
            && let Some(data) = frame.data_ref()
            && let Err(error) = self.count(data.len())
        {
            return Poll::Ready(Some(Err(error.into())));
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        Body::size_hint(&self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many bytes of a body arrive before its end or an error.
    fn arrived(frames: usize, together: &Arc<AtomicUsize>) -> (usize, bool) {
        let frame = || Ok::<_, std::convert::Infallible>(Frame::data(Bytes::from_static(&[b' '; 1 << 16])));
        let mut left = frames;
        let body = SdkBody::from_body_1_x(Frames(move || {
            left = left.checked_sub(1)?;
            Some(frame())
        }));
        let mut body = Limited { body, received: 0, together: Arc::clone(together) };
        let mut context = Context::from_waker(std::task::Waker::noop());
        let mut bytes = 0;
        loop {
            match Pin::new(&mut body).poll_frame(&mut context) {
                Poll::Ready(Some(Ok(frame))) => bytes += frame.into_data().map(|data| data.len()).unwrap_or_default(),
                Poll::Ready(Some(Err(error))) => return (bytes, error.is::<TooLong>()),
                Poll::Ready(None) => return (bytes, false),
                Poll::Pending => panic!("it never waits"),
            }
        }
    }

    struct Frames<F>(F);

    impl<E, F: FnMut() -> Option<Result<Frame<Bytes>, E>> + Unpin> Body for Frames<F> {
        type Data = Bytes;
        type Error = E;

        fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, E>>> {
            Poll::Ready((self.0)())
        }
    }

    #[test]
    fn an_answer_has_a_limit_of_its_own_and_one_with_others() {
        let together = Arc::default();
        assert_eq!(arrived(MAX_ANSWER >> 16, &together), (MAX_ANSWER, false));
        assert_eq!(arrived(usize::MAX, &together), (MAX_ANSWER, true));
        // An answer that has ended does not count.
        assert_eq!(together.load(Ordering::Relaxed), 0);
        together.store(MAX_TOGETHER - (1 << 20), Ordering::Relaxed);
        assert_eq!(arrived(512, &together), (1 << 20, true));
    }
}
