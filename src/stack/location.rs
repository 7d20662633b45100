//! Where stacks are: an AWS account and region, or a stand-in for AWS on this machine.

use super::api::Api;
use crate::aws::{self, Access, Endpoint, Settings};
use crate::error::{Error, Result, StackError, TargetError};
use crate::target::Request;
use aws_config::SdkConfig;
use std::fmt;

/// The variable that names the endpoint of CloudFormation.
const CLOUDFORMATION: &str = "AWS_ENDPOINT_URL_CLOUDFORMATION";

/// The variable that names a stand-in of what says the address of this machine.
const CHECK_IP: &str = "CRUDDUR_CHECKIP_URL";

/// The AWS region of a stack, the credentials, and the endpoint of a stand-in if a variable names one.
///
/// `AWS_ENDPOINT_URL` is never used: the app sets it to an emulator of DynamoDB. A variable of a single service is used only for a
/// loopback address, so that no other host takes the place of AWS.
#[derive(Debug, Clone)]
pub struct Location {
    pub(super) access: Access,
    region: String,
    cloudformation: Option<Endpoint>,
    /// The stand-ins of the other services.
    endpoints: Vec<(Api, Endpoint)>,
    check_ip: Option<Endpoint>,
}

impl Location {
    /// Resolves the region, the credentials and the endpoint. `request.prod` makes no difference.
    ///
    /// # Errors
    /// [`TargetError::NoRegion`], [`TargetError::Mix`] for the embedded stores, [`StackError::Endpoint`], and those of the profile.
    pub async fn resolve(request: &Request<'_>) -> Result<Self> {
        if request.embedded.value {
            return Err(TargetError::Mix {
                what: format!("{} with a stack, which is on AWS", request.embedded.name),
                wants_prod: false,
            }
            .into());
        }
        let typed = request.region.clone().map(|region| (region.name, region.value));
        let of_variable = |name: &'static str| Some((name, request.var(name)?));
        let region = typed.or_else(|| ["AWS_REGION", "AWS_DEFAULT_REGION"].into_iter().find_map(of_variable));
        let access = Access::resolve(Settings {
            profile: request.named_profile()?,
            region,
            // A stand-in on this machine is reached as an emulator: with the keys of the environment, and no session token.
            prod: false,
            on_aws: true,
            insecure_http: false,
            timeout: request.timeout,
            env: &|name| request.var(name),
        })
        .await?;
        let named = |api: Api| Ok(endpoint(request, api.variable)?.map(|endpoint| (api, endpoint)));
        let endpoints: Vec<_> = Api::ALL.into_iter().map(named).collect::<Result<_>>()?;
        let region = access.region.clone().ok_or(Error::Target(TargetError::NoRegion))?;
        Ok(Self {
            access,
            region,
            cloudformation: endpoint(request, CLOUDFORMATION)?,
            endpoints: endpoints.into_iter().flatten().collect(),
            check_ip: endpoint(request, CHECK_IP)?,
        })
    }

    /// The region.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Whether a variable names a stand-in of CloudFormation on this machine.
    pub fn is_stand_in(&self) -> bool {
        self.cloudformation.is_some()
    }

    /// Where CloudFormation is, for errors.
    pub(super) fn at(&self) -> String {
        match &self.cloudformation {
            Some(endpoint) => endpoint.to_string(),
            None => format!("AWS {}", self.region),
        }
    }

    /// The endpoint of a service: that of its variable, or of AWS in this region.
    pub(super) fn endpoint(&self, api: Api) -> Result<Endpoint> {
        match self.endpoints.iter().find(|(have, _)| *have == api) {
            Some((_, endpoint)) => Ok(endpoint.clone()),
            None => api.endpoint(&self.region),
        }
    }

    /// The host that says the address of this machine.
    pub(super) fn check_ip(&self) -> Result<Endpoint> {
        match &self.check_ip {
            Some(endpoint) => Ok(endpoint.clone()),
            None => Endpoint::parse(CHECK_IP, "https://checkip.amazonaws.com"),
        }
    }

    /// The configuration of a client of CloudFormation.
    ///
    /// # Errors
    /// Those of the credentials.
    pub(super) async fn configure(&self) -> Result<SdkConfig> {
        match &self.cloudformation {
            Some(endpoint) => aws::configure_endpoint(&self.access, &self.region, endpoint).await,
            None => aws::configure(&self.access, &self.region).await,
        }
    }
}

impl fmt::Display for Location {
    /// `prod, profile cruddur, CloudFormation AWS ca-central-1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("prod")?;
        if let Some(profile) = self.access.profile() {
            write!(f, ", profile {profile}")?;
        }
        write!(f, ", CloudFormation {}", self.at())?;
        if self.cloudformation.is_some() {
            write!(f, " ({CLOUDFORMATION}), region {}", self.region)?;
        }
        for (api, endpoint) in &self.endpoints {
            write!(f, ", {} {endpoint} ({})", api.name, api.variable)?;
        }
        if let Some(endpoint) = self.access.sts() {
            write!(f, ", STS {endpoint} (AWS_ENDPOINT_URL_STS)")?;
        }
        Ok(())
    }
}

/// The endpoint of a variable, which has to be on this machine.
///
/// # Errors
/// [`TargetError::BadUrl`], [`StackError::Endpoint`].
fn endpoint(request: &Request<'_>, variable: &'static str) -> Result<Option<Endpoint>> {
    let Some(url) = request.var(variable) else { return Ok(None) };
    let endpoint = Endpoint::parse(variable, &url)?;
    match endpoint.is_loopback() {
        true => Ok(Some(endpoint)),
        false => Err(StackError::Endpoint { variable, host: endpoint.host }.into()),
    }
}
