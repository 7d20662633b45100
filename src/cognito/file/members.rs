//! The members of a JSON object.

use super::MAX_USERS;
use super::user::{boolean, first_of};
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::fmt;

/// The members of a JSON object. Each name occurs once.
pub(super) struct Members<'a>(pub(super) Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    /// Returns the JSON text of a member.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(have, _)| have == name).map(|(_, value)| value.get())
    }

    /// Returns a string, or `None` if the member is null or missing.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, String> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => serde_json::from_str(value).map_err(|_| format!("{name} is not a string")),
        }
    }

    /// Returns a boolean, which may be a string, or `None` if the member is null or missing.
    pub(super) fn boolean(&self, name: &str) -> Result<Option<bool>, String> {
        let value = self.get(name).filter(|value| *value != "null");
        value.map(|value| boolean(name, value.trim_matches('"'))).transpose()
    }

    /// Returns the names of the members, for an error.
    pub(super) fn names(&self) -> String {
        let names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        if names.is_empty() { "nothing".to_owned() } else { first_of(&names) }
    }
}

/// Parses the object of a line or an element.
pub(super) fn members(text: &str) -> Result<Members<'_>, String> {
    serde_json::from_str(text).map_err(|error| why(&error))
}

/// Returns what is wrong with a JSON text. The position is left out, because it is not the position in the file.
pub(super) fn why(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.split(" at line ").next().unwrap_or(&message) {
        "trailing characters" => "another JSON value follows; several values need a line each".to_owned(),
        why => why.to_owned(),
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                let mut names = HashSet::new();
                while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
                    if members.len() == MAX_USERS {
                        return Err(A::Error::custom(format_args!("it has more than {MAX_USERS} members")));
                    }
                    if !names.insert(name.clone()) {
                        return Err(A::Error::custom(format!("the name {name} occurs more than once")));
                    }
                    members.push((name, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
