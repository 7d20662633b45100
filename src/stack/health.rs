//! What the services say of the resources of a stack: the endpoint, the event source mapping and the age of its records.

use super::api::{Api, Client, encoded};
use super::ec2::{GatewayEndpoint, gateway_endpoints};
use super::queue::Queue;
use super::{Location, QueueCount, Stack, is_missing_resource};
use crate::aws::signed::Request;
use crate::error::{Error, Result};
use crate::event::Observer;
use crate::timestamp::Timestamp;
use http::Method;
use serde::Deserialize;
use serde_json::json;
use std::time::Duration;

/// For how long back the age of the records is read, in seconds.
const AGE_PERIOD: i64 = 900;

/// Reads the state of the resources of a stack.
pub struct Health<'a> {
    stack: &'a Stack,
    location: &'a Location,
    observer: Observer,
}

/// An event source mapping.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StreamSource {
    /// Its state, such as `Enabled`.
    pub state: String,
    /// What Lambda reads from the answers of the function.
    #[serde(default, rename = "FunctionResponseTypes")]
    pub response_types: Vec<String>,
}

impl StreamSource {
    /// Whether records reach the function.
    pub fn is_enabled(&self) -> bool {
        matches!(self.state.as_str(), "Enabled" | "Enabling" | "Creating" | "Updating")
    }

    /// Whether the function reports which records failed.
    pub fn reports_failures(&self) -> bool {
        self.response_types.iter().any(|kind| kind == "ReportBatchItemFailures")
    }
}

impl<'a> Health<'a> {
    /// The state of the resources of a stack at a location. No request is sent yet.
    pub fn new(stack: &'a Stack, location: &'a Location, observer: Observer) -> Self {
        Self { stack, location, observer }
    }

    /// The name of the stack.
    pub fn stack(&self) -> &str {
        self.stack.name()
    }

    /// A gateway endpoint, by its id; `None` if it does not exist.
    /// Source: EC2 API reference, DescribeVpcEndpoints.
    ///
    /// # Errors
    /// [`StackError::NotAllowed`](crate::error::StackError::NotAllowed), [`Error::Credentials`] and the service errors.
    pub async fn gateway_endpoint(&self, id: &str) -> Result<Option<GatewayEndpoint>> {
        let client = Client::new(self.location, Api::EC2, self.observer.clone())?;
        // A filter finds nothing where a list of ids would be an error.
        let found = gateway_endpoints(&client, &format!("endpoint {id}"), &[("vpc-endpoint-id", id)]).await?;
        Ok(found.into_iter().find(|endpoint| endpoint.id == id))
    }

    /// An event source mapping, by its id; `None` if it does not exist.
    /// Source: Lambda API reference, GetEventSourceMapping.
    ///
    /// # Errors
    /// As [`Health::gateway_endpoint`].
    pub async fn stream_source(&self, id: &str) -> Result<Option<StreamSource>> {
        const GET: &str = "GetEventSourceMapping";
        let client = Client::new(self.location, Api::LAMBDA, self.observer.clone())?;
        let path = format!("/2015-03-31/event-source-mappings/{}", encoded(id));
        let request = Request { operation: GET, method: Method::GET, path: &path, headers: &[], body: &[] };
        let answer = match client.repeated(&request, &format!("event source mapping {id}")).await {
            Err(Error::Service { code, .. }) if is_missing_resource(&code) => return Ok(None),
            answer => answer?,
        };
        serde_json::from_slice(&answer.body).map(Some).map_err(|_| client.not_the_service(GET, answer.status))
    }

    /// The largest age that a record had when a function got it, in the last 15 minutes; `None` if it got none.
    /// Source: CloudWatch API reference, GetMetricStatistics; Lambda developer guide, "Types of metrics for Lambda functions".
    ///
    /// # Errors
    /// As [`Health::gateway_endpoint`].
    pub async fn iterator_age(&self, function: &str) -> Result<Option<Duration>> {
        #[derive(Deserialize)]
        struct Reply {
            #[serde(rename = "Datapoints", default)]
            points: Vec<Point>,
        }
        #[derive(Deserialize)]
        struct Point {
            /// In milliseconds.
            #[serde(rename = "Maximum", default)]
            maximum: f64,
        }
        let client = Client::new(self.location, Api::CLOUDWATCH, self.observer.clone())?;
        let now = Timestamp::now().millis() / 1_000;
        let body = json!({
            "Namespace": "AWS/Lambda",
            "MetricName": "IteratorAge",
            "Dimensions": [{ "Name": "FunctionName", "Value": function }],
            "StartTime": now - AGE_PERIOD,
            // The end is exclusive, and the newest point belongs to this second.
            "EndTime": now + 60,
            "Period": 60,
            "Statistics": ["Maximum"],
        });
        let on = format!("function {function}");
        let call = client.json(("GraniteServiceVersion20100801", "1.0"), "GetMetricStatistics", &on, &body);
        let reply: Reply = call.await?;
        let ages =
            reply.points.into_iter().filter_map(|point| Duration::try_from_secs_f64(point.maximum / 1_000.0).ok());
        Ok(ages.max())
    }

    /// How many messages the queue of failures has, by its URL.
    ///
    /// # Errors
    /// As [`Queue::count`].
    pub async fn failures(&self, url: &str) -> Result<QueueCount> {
        Queue::at(self.stack.name(), url.to_owned(), self.location, self.observer.clone())?.count().await
    }
}
