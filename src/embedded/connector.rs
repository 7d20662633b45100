//! The connector between the SDK's DynamoDB client and the engine. It replaces the network: there is no socket and no TLS.

use super::Home;
use super::engine::Reply;
use crate::error::Error;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use std::sync::Arc;

/// An HTTP client that sends requests to the engine of a [`Home`]. It keeps the [`Home`] open.
#[derive(Clone)]
pub(crate) struct Connector(pub(super) Arc<Home>);

impl std::fmt::Debug for Connector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Connector")
    }
}

impl HttpClient for Connector {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let reply = self.0.engine().ok().and_then(|engine| engine.answer_at_once(operation(&request), body(&request)));
        if let Some(reply) = reply {
            return HttpConnectorFuture::new(async move {
                // Other tasks run between two fast operations, above all the one that handles an interrupt.
                tokio::task::yield_now().await;
                response(reply.map_err(own)?)
            });
        }
        let home = Arc::clone(&self.0);
        HttpConnectorFuture::new(async move {
            let answer =
                tokio::task::spawn_blocking(move || home.engine()?.answer(operation(&request), body(&request)));
            let reply = answer.await.map_err(|error| ConnectorError::other(error.into(), None))?;
            response(reply.map_err(own)?)
        })
    }
}

/// Returns the operation of a request, which follows the dot in `DynamoDB_20120810.ListTables`.
fn operation(request: &HttpRequest) -> &str {
    let target = request.headers().get("x-amz-target").unwrap_or_default();
    target.rsplit('.').next().unwrap_or_default()
}

fn body(request: &HttpRequest) -> &[u8] {
    request.body().bytes().unwrap_or_default()
}

/// Wraps an error of this library. `Service` unwraps it again.
fn own(error: Error) -> ConnectorError {
    ConnectorError::other(error.into(), None)
}

fn response(reply: Reply) -> Result<HttpResponse, ConnectorError> {
    let status = reply.status.try_into().map_err(|error| ConnectorError::other(Box::new(error), None))?;
    Ok(HttpResponse::new(status, SdkBody::from(reply.body)))
}
