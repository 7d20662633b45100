//! What the services say of the resources of a stack: the endpoint, the event source mapping and the age of its records.

use super::api::{Api, Client};
use super::queue::Queue;
use super::{Location, QueueCount, Stack, is_missing_resource};
use crate::aws::signed::Request;
use crate::error::{Error, Result};
use crate::event::Observer;
use crate::timestamp::Timestamp;
use http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
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

/// A gateway endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayEndpoint {
    /// Its state, such as `available`.
    pub state: String,
    /// The route tables that lead to it.
    pub route_tables: Vec<String>,
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
        const DESCRIBE: &str = "DescribeVpcEndpoints";
        let client = Client::new(self.location, Api::EC2, self.observer.clone())?;
        let body = format!("Action={DESCRIBE}&Version=2016-11-15&VpcEndpointId.1={}", encoded(id));
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        let request =
            Request { operation: DESCRIBE, method: Method::POST, path: "/", headers: &headers, body: body.as_bytes() };
        let answer = match client.repeated(&request, &format!("endpoint {id}")).await {
            Err(Error::Service { code, .. }) if code == "InvalidVpcEndpointId.NotFound" => return Ok(None),
            answer => answer?,
        };
        let not_the_service = || client.not_the_service(DESCRIBE, answer.status);
        let xml = std::str::from_utf8(&answer.body).map_err(|_| not_the_service())?;
        endpoint(xml).ok_or_else(not_the_service)
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
            "EndTime": now,
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

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// Reads the answer of DescribeVpcEndpoints, whose elements have no attributes: the outer `None` for another text, the inner one for
/// no endpoint.
fn endpoint(xml: &str) -> Option<Option<GatewayEndpoint>> {
    if xml.contains("<vpcEndpointSet/>") {
        return Some(None);
    }
    let set = within(xml, "vpcEndpointSet")?;
    if !set.contains("<item>") {
        return Some(None);
    }
    let tables = within(set, "routeTableIdSet").unwrap_or_default();
    let ids = tables.split("<item>").skip(1).filter_map(|item| item.split('<').next());
    let state = within(set, "state")?.to_owned();
    Some(Some(GatewayEndpoint { state, route_tables: ids.map(str::to_owned).collect() }))
}

/// What is within the first element of this name.
fn within<'a>(xml: &'a str, element: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!("<{element}>"))?;
    rest.split_once(&format!("</{element}>")).map(|(inner, _)| inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(inner: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<DescribeVpcEndpointsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\n\
             <requestId>1</requestId>{inner}</DescribeVpcEndpointsResponse>"
        )
    }

    #[test]
    fn the_route_tables_of_an_endpoint_are_read() {
        let item = "<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><state>available</state><routeTableIdSet>\n\
            <item>rtb-1</item>\n<item>rtb-2</item></routeTableIdSet><subnetIdSet/><tagSet><item><key>k</key></item></tagSet></item></vpcEndpointSet>";
        let found = endpoint(&answer(item)).unwrap().unwrap();
        assert_eq!(
            (found.state.as_str(), found.route_tables),
            ("available", vec!["rtb-1".to_owned(), "rtb-2".to_owned()])
        );
        let without = "<vpcEndpointSet><item><state>pending</state><routeTableIdSet/></item></vpcEndpointSet>";
        assert!(endpoint(&answer(without)).unwrap().unwrap().route_tables.is_empty());
        for empty in ["<vpcEndpointSet/>", "<vpcEndpointSet></vpcEndpointSet>"] {
            assert_eq!(endpoint(&answer(empty)), Some(None));
        }
        for text in ["", "<html>", "<vpcEndpointSet>", "{}"] {
            assert_eq!(endpoint(text), None, "{text}");
        }
    }
}
