//! Credentials that a program prints. Source: AWS SDKs and Tools reference guide, "Process credential provider".

use super::keys::AccessKeys;
use crate::error::{AccessError, Error, Result};
use aws_credential_types::Credentials;
use serde::Deserialize;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, SystemTime};
use tokio::io::AsyncReadExt;
use tokio::process::Command;

/// The limit of what is read of the program's output, in bytes.
const MAX_OUTPUT: u64 = 64 << 10;

/// The output of the program.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Printed {
    version: u32,
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    expiration: Option<String>,
}

/// Runs the `credential_process` of a profile, and ends it after `timeout`.
///
/// # Errors
/// [`AccessError::CredentialProcess`], which contains nothing that the program printed.
pub(super) async fn run(profile: &str, command: &str, timeout: Duration) -> Result<Credentials> {
    let bad = |why: String| Error::Access(AccessError::CredentialProcess { profile: profile.to_owned(), why });
    let stdout = printed(command, timeout).await.map_err(bad)?;
    parse(&stdout).map_err(|why| bad(why.to_owned()))
}

/// Runs a command in a shell, and ends it after `timeout`. Returns the first [`MAX_OUTPUT`] bytes that it printed.
///
/// # Errors
/// Why it failed, which contains nothing that the command printed.
pub(crate) async fn printed(command: &str, timeout: Duration) -> std::result::Result<Vec<u8>, String> {
    match tokio::time::timeout(timeout, output(command)).await {
        Ok(Ok((status, stdout))) if status.success() => Ok(stdout),
        Ok(Ok((status, _))) => Err(status.to_string()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("no answer within {} s", timeout.as_secs())),
    }
}

/// Runs the program, and returns the first [`MAX_OUTPUT`] bytes that it printed.
async fn output(command: &str) -> std::io::Result<(ExitStatus, Vec<u8>)> {
    let mut program = Command::new("sh");
    // Its errors are not shown: they may contain a secret, and stderr may be JSON lines.
    program.args(["-c", command]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = program.kill_on_drop(true).spawn()?;
    let mut stdout = Vec::new();
    if let Some(from) = child.stdout.take() {
        // The pipe is closed afterwards, so that a program that prints more ends.
        from.take(MAX_OUTPUT).read_to_end(&mut stdout).await?;
    }
    Ok((child.wait().await?, stdout))
}

fn parse(stdout: &[u8]) -> Result<Credentials, &'static str> {
    let printed: Printed = serde_json::from_slice(stdout).map_err(|_| "it printed no credentials as JSON")?;
    if printed.version != 1 {
        return Err("it printed another Version than 1");
    }
    let keys = AccessKeys::new(
        ["AccessKeyId", "SecretAccessKey", "SessionToken"].map(str::to_owned),
        [Some(printed.access_key_id), Some(printed.secret_access_key), printed.session_token],
    );
    let keys = keys.ok().flatten().ok_or("it printed a value that cannot be a key")?;
    let expiry = match printed.expiration {
        Some(text) => {
            let expiry: jiff::Timestamp = text.parse().map_err(|_| "it printed an Expiration that is not a time")?;
            Some(SystemTime::from(expiry))
        }
        None => None,
    };
    Ok(Credentials::new(keys.id, keys.secret, keys.session_token, expiry, "process"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_is_parsed_with_its_expiration() {
        let credentials = parse(br#"{ "Version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "s", "Expiration": "2099-01-01T00:00:00Z", "More": 1 }"#).unwrap();
        assert_eq!((credentials.access_key_id(), credentials.session_token()), ("AKID", None));
        assert!(credentials.expiry().is_some());
    }

    #[test]
    fn an_output_without_credentials_is_refused() {
        for printed in [
            "",
            "{}",
            r#"{ "Version": 2, "AccessKeyId": "AKID", "SecretAccessKey": "s" }"#,
            r#"{ "Version": 1, "AccessKeyId": "AKID" }"#,
            r#"{ "Version": 1, "AccessKeyId": "AK\nID", "SecretAccessKey": "s" }"#,
            r#"{ "Version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "s", "Expiration": "soon" }"#,
        ] {
            assert!(parse(printed.as_bytes()).is_err(), "{printed}");
        }
    }
}
