//! Changes of one user of a pool in Cognito.
//! Source: Amazon Cognito user pools API reference, AdminEnableUser, AdminDisableUser, AdminConfirmSignUp and
//! AdminUpdateUserAttributes.

use super::Cognito;
use crate::cognito::{PoolUser, UserChange};
use crate::error::{Error, PoolError, Result};
use aws_sdk_cognitoidentityprovider::types::{AttributeType, UserStatusType};

impl Cognito {
    pub(super) async fn write(&self, user: &PoolUser, change: &UserChange) -> Result<()> {
        let written = match change {
            UserChange::Enable => self.enable(user).await,
            UserChange::Disable => self.disable(user).await,
            UserChange::Confirm => self.confirm(user).await,
            UserChange::SetPreferredUsername(name) => self.set_preferred_username(user, name).await,
        };
        written.map_err(|error| meaning(error, user, change))
    }

    async fn enable(&self, user: &PoolUser) -> Result<()> {
        let send = self.client.admin_enable_user().user_pool_id(&self.id).username(account(user)).send();
        self.service.call("AdminEnableUser", &self.id, send).await.map(drop)
    }

    async fn disable(&self, user: &PoolUser) -> Result<()> {
        let send = self.client.admin_disable_user().user_pool_id(&self.id).username(account(user)).send();
        self.service.call("AdminDisableUser", &self.id, send).await.map(drop)
    }

    async fn confirm(&self, user: &PoolUser) -> Result<()> {
        let send = self.client.admin_confirm_sign_up().user_pool_id(&self.id).username(account(user)).send();
        match self.service.call("AdminConfirmSignUp", &self.id, send).await {
            Ok(_) => Ok(()),
            // Another command confirmed the user meanwhile, or the SDK repeated a request whose answer was lost.
            Err(error) if is_not_authorized(&error) && self.is_confirmed(user).await? => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Returns whether a user is confirmed by now. Unlike ListUsers, AdminGetUser does not lag behind.
    async fn is_confirmed(&self, user: &PoolUser) -> Result<bool> {
        let send = self.client.admin_get_user().user_pool_id(&self.id).username(account(user)).send();
        let user = self.service.call("AdminGetUser", &self.id, send).await?;
        Ok(user.user_status == Some(UserStatusType::Confirmed))
    }

    async fn set_preferred_username(&self, user: &PoolUser, name: &str) -> Result<()> {
        let attribute = AttributeType::builder().name("preferred_username").value(name).build();
        let attribute =
            attribute.map_err(|error| Error::Invalid { what: format!("the name {name:?}"), why: error.to_string() })?;
        let request = self.client.admin_update_user_attributes().user_pool_id(&self.id).username(account(user));
        let send = request.user_attributes(attribute).send();
        self.service.call("AdminUpdateUserAttributes", &self.id, send).await.map(drop)
    }
}

/// Returns the name of an account for the operations.
fn account(user: &PoolUser) -> &str {
    user.username.as_deref().unwrap_or(&user.sub)
}

/// Returns what an answer of the service means for this change.
fn meaning(error: Error, user: &PoolUser, change: &UserChange) -> Error {
    match (&error, change) {
        (Error::Service { code, .. }, _) if code == "UserNotFoundException" => {
            PoolError::NoUser { user: user.name().to_owned() }.into()
        }
        (Error::Service { code, .. }, UserChange::SetPreferredUsername(name)) if code == "AliasExistsException" => {
            PoolError::AliasTaken { name: name.clone() }.into()
        }
        _ => error,
    }
}

/// Returns whether Cognito says that the user's status does not allow the operation.
fn is_not_authorized(error: &Error) -> bool {
    matches!(error, Error::Service { code, .. } if code == "NotAuthorizedException")
}
