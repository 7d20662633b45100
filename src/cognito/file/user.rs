//! What holds for a user in any form.

use crate::cognito::PoolUser;

/// Parses a boolean, in the upper case of a spreadsheet too. `name` is its name in errors.
pub(super) fn boolean(name: &str, text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(format!("{name} is neither true nor false")),
    }
}

/// Checks a user. An empty handle, as in a CSV, counts as no handle.
pub(super) fn checked(mut user: PoolUser) -> Result<PoolUser, String> {
    if user.sub.trim().is_empty() {
        return Err("the sub is empty".to_owned());
    }
    user.handle = user.handle.filter(|handle| !handle.is_empty());
    if user.sub.chars().chain(user.handle.iter().flat_map(|handle| handle.chars())).any(char::is_control) {
        return Err("the handle or the sub has a control character".to_owned());
    }
    Ok(user)
}

/// Returns the first names of a list, separated by commas.
pub(super) fn first_of(names: &[impl AsRef<str>]) -> String {
    let more = if names.len() > 8 { ", ..." } else { "" };
    let names: Vec<&str> = names.iter().take(8).map(AsRef::as_ref).collect();
    format!("{}{more}", names.join(", "))
}
