//! Users in JSON: lines, an array, one object of handle to `sub`, or a page of the AWS CLI.

use super::members::{Members, members, why};
use super::user::{boolean, checked};
use super::{File, MAX_USERS, line_of};
use crate::cognito::PoolUser;
use crate::text::Elements;
use uuid::Uuid;

/// The limit of the attributes of a user.
const MAX_ATTRIBUTES: usize = 1_000;

impl<'a> File<'a> {
    /// Reads JSON lines.
    pub(super) fn lines(&mut self) -> Result<(), String> {
        for (at, line) in self.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let user = members(line).and_then(|members| user(&members));
            self.add(at as u64 + 1, user);
        }
        Ok(())
    }

    /// Reads a JSON array of users, which is a part of the text.
    pub(super) fn array(&mut self, part: &'a str) -> Result<(), String> {
        let begin = self.line(part);
        let Elements(elements): Elements<'a, MAX_USERS> = serde_json::from_str(part)
            .map_err(|error| format!("line {}: {}", begin + error.line() as u64 - 1, why(&error)))?;
        // The line is counted from one element to the next, because a file may have a million lines.
        let (mut line, mut from) = (begin, part);
        for element in elements {
            let element = element.get();
            let gap = (element.as_ptr() as usize).saturating_sub(from.as_ptr() as usize);
            line += line_of(&from.as_bytes()[..gap]) - 1;
            from = &from[gap..];
            let user = members(element).and_then(|members| user(&members));
            self.add(line, user);
        }
        Ok(())
    }

    /// Reads one object: a page of `aws cognito-idp list-users`, the `sub` of each handle, or one user.
    pub(super) fn object(&mut self) -> Result<(), String> {
        let members = serde_json::from_str::<Members<'a>>(self.text)
            .map_err(|error| format!("line {}: {}", error.line(), why(&error)))?;
        if let Some(users) = members.get("Users") {
            let is_set = |name: &&&str| members.get(name).is_some_and(|token| token != "null");
            return match ["PaginationToken", "NextToken"].iter().find(is_set) {
                Some(token) => Err(format!("it is one page of several, by its {token}; join the pages' Users")),
                None => self.array(users),
            };
        }
        let is_uuid = |value: &str| serde_json::from_str::<&str>(value).is_ok_and(|text| Uuid::try_parse(text).is_ok());
        let uuids = members.0.iter().filter(|(_, value)| is_uuid(value.get())).count();
        if members.get("sub").is_some() {
            if uuids == members.0.len() && members.0.iter().any(|(name, _)| !matches!(name.as_str(), "handle" | "sub"))
            {
                return Err("it is one user, or one of its handles is named sub; use JSON lines".to_owned());
            }
            let user = user(&members);
            self.add(self.line(self.text.trim_start()), user);
            return Ok(());
        }
        if uuids == 0 && !members.0.is_empty() {
            return Err(format!(
                "it is neither an object of users nor one with the sub of each handle; it has {}",
                members.names()
            ));
        }
        for (handle, value) in &members.0 {
            let sub =
                serde_json::from_str::<String>(value.get()).map_err(|_| format!("the sub of {handle} is not a string"));
            let user =
                sub.and_then(|sub| checked(PoolUser { handle: Some(handle.clone()), sub, ..PoolUser::default() }));
            self.add(self.line(value.get()), user);
        }
        Ok(())
    }
}

/// Returns the user of an object in the form of this tool or of the AWS CLI.
fn user(members: &Members<'_>) -> Result<PoolUser, String> {
    if let Some(attributes) = members.get("Attributes") {
        return aws_user(members, attributes);
    }
    checked(PoolUser {
        handle: members.text("handle")?,
        sub: members.text("sub")?.ok_or_else(|| format!("it has no sub, but {}", members.names()))?,
        email: members.text("email")?,
        email_verified: members.boolean("email_verified")?,
        status: members.text("status")?,
        enabled: members.boolean("enabled")?,
        ..PoolUser::default()
    })
}

/// Returns the user of an object in the form of the AWS CLI.
/// Source: Cognito API reference, UserType.
fn aws_user(members: &Members<'_>, attributes: &str) -> Result<PoolUser, String> {
    let Elements(attributes): Elements<'_, MAX_ATTRIBUTES> =
        serde_json::from_str(attributes).map_err(|error| why(&error))?;
    let (mut handle, mut sub, mut email, mut verified) = (None, None, None, None);
    for attribute in attributes {
        let attribute = self::members(attribute.get())?;
        let value = match attribute.text("Name")?.as_deref() {
            Some("preferred_username") => &mut handle,
            Some("sub") => &mut sub,
            Some("email") => &mut email,
            Some("email_verified") => &mut verified,
            _ => continue,
        };
        if value.replace(attribute.text("Value")?.unwrap_or_default()).is_some() {
            return Err("an attribute occurs more than once".to_owned());
        }
    }
    checked(PoolUser {
        handle,
        // As in ListUsers: in a pool without aliases the user name is the sub, and older pools leave the attribute out.
        sub: sub.or(members.text("Username")?).ok_or("it has neither the attribute sub nor a Username")?,
        email,
        email_verified: verified.map(|verified| boolean("email_verified", &verified)).transpose()?,
        status: members.text("UserStatus")?,
        enabled: members.boolean("Enabled")?,
        ..PoolUser::default()
    })
}
