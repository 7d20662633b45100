//! The network between the actors and the service. It replaces the HTTP client of the SDK. Each call waits in it until the scheduler
//! decides what happens to it.

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use cruddur::embedded::Reply;
use http_body::Body;
use std::fmt;
use std::future::{pending, poll_fn};
use std::io::{Error, ErrorKind};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::{Notify, oneshot};

/// A connection that ended without an answer.
#[derive(Debug)]
pub struct Reset;

/// A call that waits for the scheduler.
pub struct Call {
    pub actor: usize,
    /// Which run of the actor's command made it.
    pub run: usize,
    pub operation: String,
    pub body: Vec<u8>,
    pub answer: oneshot::Sender<Result<Reply, Reset>>,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of actor {}", self.operation, self.actor)
    }
}

#[derive(Debug, Default)]
struct State {
    waiting: Vec<Call>,
    /// The present run of each actor.
    runs: Vec<usize>,
}

#[derive(Debug, Default)]
pub struct Network {
    state: Mutex<State>,
    pub arrived: Notify,
}

impl Network {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Forgets all calls, for the next schedule.
    pub fn clear(&self) {
        *self.state() = State::default();
    }

    /// Begins another run of an actor's command.
    pub fn begin(&self, actor: usize, run: usize) {
        let mut state = self.state();
        if state.runs.len() <= actor {
            state.runs.resize(actor + 1, 0);
        }
        state.runs[actor] = run;
    }

    /// Takes the calls that arrived since, in the order of their arrival.
    pub fn take(&self) -> Vec<Call> {
        std::mem::take(&mut self.state().waiting)
    }

    /// Makes a call to a store that is no service of AWS. The scheduler decides whether it is answered.
    pub fn ask(&self, actor: usize, operation: &str) -> oneshot::Receiver<Result<Reply, Reset>> {
        self.wait(actor, operation.to_owned(), Vec::new())
    }

    fn call(&self, actor: usize, request: &HttpRequest) -> oneshot::Receiver<Result<Reply, Reset>> {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        self.wait(actor, operation, request.body().bytes().unwrap_or_default().to_owned())
    }

    fn wait(&self, actor: usize, operation: String, body: Vec<u8>) -> oneshot::Receiver<Result<Reply, Reset>> {
        let (answer, answered) = oneshot::channel();
        let mut state = self.state();
        let run = state.runs.get(actor).copied().unwrap_or_default();
        state.waiting.push(Call { actor, run, operation, body, answer });
        self.arrived.notify_one();
        answered
    }
}

/// The end of the network at one actor.
#[derive(Debug, Clone)]
pub struct Wire {
    pub actor: usize,
    pub network: Arc<Network>,
}

impl HttpClient for Wire {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let answered = self.network.call(self.actor, &request);
        HttpConnectorFuture::new(async move {
            upload(request).await;
            match answered.await {
                Ok(Ok(reply)) => {
                    let status = reply.status.try_into().unwrap();
                    Ok(HttpResponse::new(status, SdkBody::from(reply.body)))
                }
                Ok(Err(Reset)) => Err(ConnectorError::io(Error::from(ErrorKind::ConnectionReset).into())),
                // The scheduler has dropped the call. The client waits until it gives up.
                Err(_) => pending().await,
            }
        })
    }
}

/// Reads the body, as a connection would do. The SDK takes a body that is not read for an upload that stalls.
async fn upload(request: HttpRequest) {
    let mut body = pin!(request.into_body());
    while poll_fn(|context| body.as_mut().poll_frame(context)).await.is_some() {}
}
