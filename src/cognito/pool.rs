//! A user pool in Cognito. Source: Amazon Cognito user pools API reference, ListUsers.

mod write;

use super::{PAGE, Pool, PoolPage, PoolSettings, PoolUser, UserChange};
use crate::aws::Service;
use crate::error::Result;
use crate::timestamp::Timestamp;
use aws_config::SdkConfig;
use aws_sdk_cognitoidentityprovider::Client;
use aws_sdk_cognitoidentityprovider::types::{DeletionProtectionType, UserType};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

/// A client of one pool.
pub(crate) struct Cognito {
    client: Client,
    id: String,
    service: Service,
}

impl Cognito {
    pub(crate) fn new(config: &SdkConfig, id: String, service: Service) -> Self {
        Self { client: Client::new(config), id, service }
    }

    /// Reads one page. AttributesToGet is not sent, because Cognito refuses the whole page if one user lacks a named attribute.
    async fn read_page(&self, filter: Option<&str>, limit: usize, token: Option<String>) -> Result<PoolPage> {
        let request = self
            .client
            .list_users()
            .user_pool_id(&self.id)
            .set_filter(filter.map(str::to_owned))
            .limit(limit.clamp(1, PAGE) as i32)
            .set_pagination_token(token);
        let reply = self.service.call("ListUsers", &self.id, request.send()).await.map_err(|error| match filter {
            Some(_) => error.about("InvalidParameterException", "the filter expression"),
            None => error,
        })?;
        Ok(PoolPage {
            users: reply.users.unwrap_or_default().into_iter().map(user).collect(),
            next: reply.pagination_token.filter(|token| !token.is_empty()),
        })
    }
}

impl Cognito {
    /// Source: Cognito API reference, DescribeUserPool.
    async fn describe(&self) -> Result<PoolSettings> {
        let request = self.client.describe_user_pool().user_pool_id(&self.id);
        let pool = self.service.call("DescribeUserPool", &self.id, request.send()).await?.user_pool;
        let is_protected = pool.as_ref().and_then(|pool| pool.deletion_protection.clone());
        Ok(PoolSettings {
            post_confirmation: pool.and_then(|pool| pool.lambda_config?.post_confirmation),
            is_protected: is_protected == Some(DeletionProtectionType::Active),
        })
    }
}

impl Pool for Cognito {
    fn name(&self) -> &str {
        &self.id
    }

    fn page<'a>(
        &'a self,
        filter: Option<&'a str>,
        limit: usize,
        token: Option<String>,
    ) -> BoxFuture<'a, Result<PoolPage>> {
        self.read_page(filter, limit, token).boxed()
    }

    fn change<'a>(&'a self, user: &'a PoolUser, change: &'a UserChange) -> BoxFuture<'a, Result<()>> {
        self.write(user, change).boxed()
    }

    fn settings(&self) -> BoxFuture<'_, Result<Option<PoolSettings>>> {
        self.describe().map(|settings| settings.map(Some)).boxed()
    }
}

fn user(user: UserType) -> PoolUser {
    let created = user.user_create_date.and_then(|at| Timestamp::from_seconds(at.secs(), at.subsec_nanos()));
    let mut read = PoolUser {
        // The attribute is missing if no address was ever verified.
        email_verified: Some(false),
        status: Some(user.user_status.map_or_else(String::new, |status| status.as_str().to_owned())),
        enabled: Some(user.enabled),
        created: created.map(|at| at.to_string()),
        ..PoolUser::default()
    };
    for attribute in user.attributes.unwrap_or_default() {
        match (attribute.name.as_str(), attribute.value) {
            ("preferred_username", value) => read.handle = value.filter(|handle| !handle.is_empty()),
            ("sub", Some(value)) => read.sub = value,
            ("email", value) => read.email = value,
            ("email_verified", value) => read.email_verified = Some(value.is_some_and(|value| value == "true")),
            _ => {}
        }
    }
    if read.sub.is_empty() {
        // In a pool without aliases the user name is the sub, and older pools leave the attribute out.
        read.sub = user.username.clone().unwrap_or_default();
    }
    read.username = user.username.filter(|name| *name != read.sub);
    read
}
