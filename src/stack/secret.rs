//! The password of the database, which only Secrets Manager has.

use super::{Location, missing_action};
use crate::aws::Service;
use crate::aws::signed::{Operation, send};
use crate::error::{Error, Result, StackError};
use crate::event::Observer;
use serde::Deserialize;
use serde_json::json;

const GET: &str = "GetSecretValue";

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

/// A refusal, in the two spellings of AWS JSON.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Refusal {
    #[serde(rename = "__type")]
    code: String,
    #[serde(alias = "Message")]
    message: String,
}

/// Reads the password in a secret of the stack. The caller keeps it out of everything that is logged.
/// Source: Secrets Manager API reference, GetSecretValue.
///
/// # Errors
/// [`StackError::NotAllowed`], [`Error::NotTheService`], [`Error::Service`], and those of the credentials.
pub async fn password(location: &Location, secret: &str, observer: Observer) -> Result<String> {
    let endpoint = location.secrets_manager()?;
    let service = Service {
        name: "Secrets Manager",
        at: endpoint.to_string(),
        region: Some(location.region().to_owned()),
        observer,
    };
    let body = json!({ "SecretId": secret }).to_string();
    let operation = Operation { signing_name: "secretsmanager", target: "secretsmanager", name: GET, body: &body };
    let answer = send(&service, &location.access, location.region(), &endpoint, operation).await?;
    let not_the_service = || Error::NotTheService {
        operation: GET,
        service: service.name,
        at: service.at.clone(),
        status: answer.status,
    };
    if answer.status != 200 {
        let refusal: Refusal = serde_json::from_slice(&answer.body).map_err(|_| not_the_service())?;
        return Err(refused(refusal, secret));
    }
    // An error of the parser would quote what it read.
    let reply: Reply = serde_json::from_slice(&answer.body).map_err(|_| not_the_service())?;
    let secret: Secret = serde_json::from_str(&reply.secret_string).map_err(|_| not_the_service())?;
    Ok(secret.password)
}

/// What a refusal means.
fn refused(refusal: Refusal, secret: &str) -> Error {
    let Refusal { code, message } = refusal;
    let code = code.rsplit('#').next().unwrap_or_default().to_owned();
    match code.as_str() {
        "AccessDeniedException" | "AccessDenied" => {
            let action = missing_action(&message).unwrap_or_else(|| format!("secretsmanager:{GET}"));
            StackError::NotAllowed { action, on: format!("secret {secret}"), message }.into()
        }
        "UnrecognizedClientException" | "InvalidSignatureException" | "ExpiredTokenException" => {
            Error::Credentials { operation: GET, source: format!("{code}: {message}").into() }
        }
        _ => Error::Service { operation: GET, on: format!("secret {secret}"), code, message, request_id: None },
    }
}
