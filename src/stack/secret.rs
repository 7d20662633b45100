//! The password of the database, which only Secrets Manager has.

use super::Location;
use super::api::{Api, Client};
use crate::error::Result;
use crate::event::Observer;
use serde::Deserialize;
use serde_json::json;

/// A secret of RDS: its other members are not needed.
#[derive(Deserialize)]
struct Secret {
    password: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Reply {
    secret_string: String,
}

/// Reads the password in a secret of the stack. The caller keeps it out of everything that is logged.
/// Source: Secrets Manager API reference, GetSecretValue.
///
/// # Errors
/// [`StackError::NotAllowed`](crate::error::StackError::NotAllowed), [`Error::NotTheService`](crate::Error::NotTheService),
/// [`Error::Service`](crate::Error::Service), and those of the credentials.
pub async fn password(location: &Location, secret: &str, observer: Observer) -> Result<String> {
    const GET: &str = "GetSecretValue";
    let client = Client::new(location, Api::SECRETS_MANAGER, observer)?;
    let on = format!("secret {secret}");
    let reply: Reply = client.json(("secretsmanager", "1.1"), GET, &on, &json!({ "SecretId": secret })).await?;
    // An error of the parser would quote what it read.
    let secret: Secret = serde_json::from_str(&reply.secret_string).map_err(|_| client.not_the_service(GET, 200))?;
    Ok(secret.password)
}
