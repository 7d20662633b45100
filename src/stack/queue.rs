//! The queue of the records that messaging-stream failed to process.
//! Source: SQS API reference. It speaks AWS JSON 1.0.

use super::api::{Api, Client};
use super::{Location, Stack, is_missing_resource};
use crate::error::{Error, Result, StackError};
use crate::event::Observer;
use crate::timestamp::Timestamp;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Value, json};
use std::time::Duration;

/// The name of the queue in the template.
const RESOURCE: &str = "MessagingStreamFailures";

/// How many messages one request receives, or makes visible again: the limit of the service.
const BATCH: usize = 10;

/// For how long a received message is hidden from others, in seconds.
pub const HIDDEN_SECONDS: u64 = 300;

/// How long a request waits for a message, in seconds. A request that does not wait asks only some of the servers of a queue.
const WAIT_SECONDS: u64 = 1;

/// The time limit of a request, which includes the wait.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The queue of failures of a stack.
pub struct Queue<'a> {
    client: Client<'a>,
    stack: String,
    url: String,
}

/// About how many messages a queue has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QueueCount {
    /// How many can be received.
    pub visible: u64,
    /// How many were received a moment ago and are hidden until then.
    pub hidden: u64,
}

/// A message that was received.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Received {
    #[serde(rename = "MessageId")]
    pub(super) id: String,
    /// The text with which it is deleted or made visible again.
    #[serde(rename = "ReceiptHandle")]
    pub(super) receipt: String,
    #[serde(default)]
    pub(super) body: String,
    #[serde(default)]
    attributes: Attributes,
}

#[derive(Deserialize, Default)]
struct Attributes {
    #[serde(rename = "SentTimestamp")]
    sent: Option<String>,
}

impl Received {
    /// When it was sent.
    pub(super) fn sent(&self) -> Option<Timestamp> {
        Timestamp::from_millis(self.attributes.sent.as_ref()?.parse().ok()?)
    }
}

impl<'a> Queue<'a> {
    /// Opens the queue of failures, which the stack names.
    ///
    /// # Errors
    /// [`StackError::NoResource`], and as [`Stack::resources`].
    pub async fn open(stack: &Stack, location: &'a Location, observer: Observer) -> Result<Self> {
        let url = stack.resource(RESOURCE).await?.id;
        Self::at(stack.name(), url, location, observer)
    }

    /// The queue of failures at a URL.
    pub(super) fn at(stack: &str, url: String, location: &'a Location, observer: Observer) -> Result<Self> {
        let client = Client::new(location, Api::SQS, observer)?.with_timeout(TIMEOUT);
        Ok(Self { client, stack: stack.to_owned(), url })
    }

    /// Its URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Counts its messages. The service counts approximately.
    ///
    /// # Errors
    /// [`StackError::NoQueue`], [`StackError::NotAllowed`], [`Error::Credentials`] and the service errors.
    pub async fn count(&self) -> Result<QueueCount> {
        const VISIBLE: &str = "ApproximateNumberOfMessages";
        const HIDDEN: &str = "ApproximateNumberOfMessagesNotVisible";
        let body = json!({ "QueueUrl": self.url, "AttributeNames": [VISIBLE, HIDDEN] });
        let reply: Value = self.call("GetQueueAttributes", &body).await?;
        let count = |name: &str| reply["Attributes"][name].as_str().and_then(|text| text.parse().ok());
        match (count(VISIBLE), count(HIDDEN)) {
            (Some(visible), Some(hidden)) => Ok(QueueCount { visible, hidden }),
            _ => Err(self.client.not_the_service("GetQueueAttributes", 200)),
        }
    }

    /// Receives up to 10 messages. They are hidden from others for [`HIDDEN_SECONDS`]. An empty list means that the queue
    /// has no message that can be received.
    pub(super) async fn receive(&self) -> Result<Vec<Received>> {
        #[derive(Deserialize)]
        struct Reply {
            #[serde(rename = "Messages", default)]
            messages: Vec<Received>,
        }
        let body = json!({
            "QueueUrl": self.url,
            "MaxNumberOfMessages": BATCH,
            "VisibilityTimeout": HIDDEN_SECONDS,
            "WaitTimeSeconds": WAIT_SECONDS,
            "MessageSystemAttributeNames": ["SentTimestamp"],
        });
        let reply: Reply = self.call("ReceiveMessage", &body).await?;
        Ok(reply.messages)
    }

    /// Deletes a message.
    pub(super) async fn delete(&self, receipt: &str) -> Result<()> {
        let body = json!({ "QueueUrl": self.url, "ReceiptHandle": receipt });
        self.call::<IgnoredAny>("DeleteMessage", &body).await.map(drop)
    }

    /// Makes messages visible again. One for which that fails is hidden for the rest of its time.
    pub(super) async fn release(&self, receipts: &[&str]) -> Result<()> {
        for receipts in receipts.chunks(BATCH) {
            let entry = |(at, receipt): (usize, &&str)| json!({ "Id": at.to_string(), "ReceiptHandle": receipt, "VisibilityTimeout": 0 });
            let entries: Vec<Value> = receipts.iter().enumerate().map(entry).collect();
            let body = json!({ "QueueUrl": self.url, "Entries": entries });
            self.call::<IgnoredAny>("ChangeMessageVisibilityBatch", &body).await?;
        }
        Ok(())
    }

    async fn call<T: DeserializeOwned>(&self, operation: &'static str, body: &Value) -> Result<T> {
        match self.client.json(("AmazonSQS", "1.0"), operation, &format!("queue {}", self.url), body).await {
            Err(Error::Service { code, .. }) if is_missing_resource(&code) => {
                Err(StackError::NoQueue { name: self.stack.clone(), url: self.url.clone() }.into())
            }
            reply => reply,
        }
    }
}
