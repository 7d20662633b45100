//! Drift: where a resource is not as its template says, since somebody changed it by hand.

use super::{Stack, said};
use crate::ddb::retry::Retry;
use crate::error::{Error, Result, StackError};
use crate::pages::Pages;
use aws_sdk_cloudformation::types::{StackDriftDetectionStatus, StackResourceDriftStatus};
use std::time::Duration;

/// How long the service may take to look at every resource.
const TIMEOUT: Duration = Duration::from_secs(900);

/// The first and the longest interval between two requests for a status.
const POLL_INTERVAL: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(5));

/// A property that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The name of the resource in the template.
    pub resource: String,
    /// Its type.
    pub resource_type: String,
    /// Its name or id in AWS.
    pub id: String,
    /// The property, such as `/Timeout`; `None` for a resource that was deleted.
    pub property: Option<String>,
    /// What the template says.
    pub expected: Option<String>,
    /// What it is.
    pub actual: Option<String>,
}

/// What a look for drift found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drift {
    /// What differs.
    pub differences: Vec<Difference>,
    /// How many resources are as the template says.
    pub in_sync: usize,
    /// The resources that the service cannot check, by their names in the template.
    pub unchecked: Vec<String>,
}

impl Stack {
    /// Lets CloudFormation compare each resource with the template.
    ///
    /// # Errors
    /// [`StackError::NoStack`], [`StackError::NoDrift`], [`Error::NotSettled`], and as [`Stack::describe`].
    pub async fn drift(&self) -> Result<Drift> {
        let found = self.described().await?;
        let reply =
            self.call("DetectStackDrift", self.client.detect_stack_drift().stack_name(&self.name).send()).await?;
        self.wait_for_detection(&reply.stack_drift_detection_id.unwrap_or_default()).await?;
        let mut drift = Drift::default();
        let mut pages = Pages::of("DescribeStackResourceDrifts", &self.name);
        let (mut token, mut seen) = (None, Vec::new());
        loop {
            let request = self.client.describe_stack_resource_drifts().stack_name(&found.id).set_next_token(token);
            let reply = self.call("DescribeStackResourceDrifts", request.send()).await?;
            let drifts = reply.stack_resource_drifts.unwrap_or_default();
            let is_empty = drifts.is_empty();
            for one in drifts {
                let resource = one.logical_resource_id.unwrap_or_default();
                seen.push(resource.clone());
                let difference = |property, expected, actual| Difference {
                    resource: resource.clone(),
                    resource_type: one.resource_type.clone().unwrap_or_default(),
                    id: one.physical_resource_id.clone().unwrap_or_default(),
                    property,
                    expected,
                    actual,
                };
                match one.stack_resource_drift_status {
                    Some(StackResourceDriftStatus::InSync) => drift.in_sync += 1,
                    Some(StackResourceDriftStatus::Deleted) => drift.differences.push(difference(None, None, None)),
                    Some(StackResourceDriftStatus::Modified) => {
                        let differences = one.property_differences.clone().unwrap_or_default();
                        drift.differences.extend(differences.into_iter().map(|found| {
                            difference(said(found.property_path), found.expected_value, found.actual_value)
                        }));
                    }
                    _ => drift.unchecked.push(resource),
                }
            }
            token = pages.next(reply.next_token, is_empty)?;
            if token.is_none() {
                break;
            }
        }
        // The service leaves out the types that it cannot check.
        let all = self.resources().await?.into_iter().map(|resource| resource.name);
        drift.unchecked.extend(all.filter(|name| !seen.contains(name)));
        Ok(drift)
    }

    async fn wait_for_detection(&self, id: &str) -> Result<()> {
        let mut retry = Retry::polling(TIMEOUT, POLL_INTERVAL);
        loop {
            let request = self.client.describe_stack_drift_detection_status().stack_drift_detection_id(id);
            let reply = self.call("DescribeStackDriftDetectionStatus", request.send()).await?;
            let state = match reply.detection_status {
                Some(StackDriftDetectionStatus::DetectionComplete) => return Ok(()),
                Some(StackDriftDetectionStatus::DetectionFailed) => {
                    // One resource that cannot be read makes the whole detection fail.
                    let why = said(reply.detection_status_reason).unwrap_or_else(|| "no reason was given".to_owned());
                    return Err(StackError::NoDrift { name: self.name.clone(), why }.into());
                }
                status => status.map(|status| status.as_str().to_owned()).unwrap_or_default(),
            };
            if retry.is_over() {
                let what = format!("the look for drift of stack {}", self.name);
                return Err(Error::NotSettled { what, state, seconds: TIMEOUT.as_secs() });
            }
            retry.wait().await;
        }
    }
}
