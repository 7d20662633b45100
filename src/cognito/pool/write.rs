//! Changes of one user of a pool in Cognito.
//! Source: Amazon Cognito user pools API reference, AdminEnableUser, AdminDisableUser, AdminConfirmSignUp and
//! AdminUpdateUserAttributes.

use super::Cognito;
use crate::cognito::{PoolUser, UserChange};
use crate::error::{Error, PoolError, Result};
use aws_sdk_cognitoidentityprovider::types::{AttributeType, UserStatusType};

/// The name of an account for the operations, and the error if the account is gone.
struct Account<'a> {
    username: &'a str,
    user: &'a PoolUser,
}

impl<'a> Account<'a> {
    fn of(user: &'a PoolUser) -> Self {
        Self { username: user.username.as_deref().unwrap_or(&user.sub), user }
    }

    /// Returns the error of a user who does not exist any more, if the service said that.
    fn gone(&self, is_gone: bool) -> Option<Error> {
        is_gone.then(|| Error::Pool(PoolError::NoUser { user: self.user.name().to_owned() }))
    }
}

impl Cognito {
    pub(super) async fn write(&self, user: &PoolUser, change: &UserChange) -> Result<()> {
        let account = Account::of(user);
        match change {
            UserChange::Enable => self.enable(&account).await,
            UserChange::Disable => self.disable(&account).await,
            UserChange::Confirm => self.confirm(&account).await,
            UserChange::SetPreferredUsername(name) => self.set_preferred_username(&account, name).await,
        }
    }

    async fn enable(&self, account: &Account<'_>) -> Result<()> {
        let send = self.client.admin_enable_user().user_pool_id(&self.id).username(account.username).send();
        let reply = self
            .service
            .call_or("AdminEnableUser", &self.id, send, |error| account.gone(error.is_user_not_found_exception()));
        reply.await.map(drop)
    }

    async fn disable(&self, account: &Account<'_>) -> Result<()> {
        let send = self.client.admin_disable_user().user_pool_id(&self.id).username(account.username).send();
        let reply = self
            .service
            .call_or("AdminDisableUser", &self.id, send, |error| account.gone(error.is_user_not_found_exception()));
        reply.await.map(drop)
    }

    async fn confirm(&self, account: &Account<'_>) -> Result<()> {
        let send = self.client.admin_confirm_sign_up().user_pool_id(&self.id).username(account.username).send();
        let reply = self
            .service
            .call_or("AdminConfirmSignUp", &self.id, send, |error| account.gone(error.is_user_not_found_exception()));
        match reply.await {
            Ok(_) => Ok(()),
            // Another command confirmed the user meanwhile, or the SDK repeated a request whose answer was lost.
            Err(error) if is_not_authorized(&error) && self.is_confirmed(account).await? => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Returns whether a user is confirmed by now. Unlike ListUsers, AdminGetUser does not lag behind.
    async fn is_confirmed(&self, account: &Account<'_>) -> Result<bool> {
        let send = self.client.admin_get_user().user_pool_id(&self.id).username(account.username).send();
        let user = self.service.call("AdminGetUser", &self.id, send).await?;
        Ok(user.user_status == Some(UserStatusType::Confirmed))
    }

    async fn set_preferred_username(&self, account: &Account<'_>, name: &str) -> Result<()> {
        let attribute = AttributeType::builder().name("preferred_username").value(name).build();
        let attribute =
            attribute.map_err(|error| Error::Invalid { what: format!("the name {name:?}"), why: error.to_string() })?;
        let request = self.client.admin_update_user_attributes().user_pool_id(&self.id).username(account.username);
        let send = request.user_attributes(attribute).send();
        let reply = self.service.call_or("AdminUpdateUserAttributes", &self.id, send, |error| {
            match error.is_alias_exists_exception() {
                true => Some(Error::Pool(PoolError::AliasTaken { name: name.to_owned() })),
                false => account.gone(error.is_user_not_found_exception()),
            }
        });
        reply.await.map(drop)
    }
}

/// Returns whether Cognito says that the user's status does not allow the operation.
fn is_not_authorized(error: &Error) -> bool {
    matches!(error, Error::Service { code, .. } if code == "NotAuthorizedException")
}
