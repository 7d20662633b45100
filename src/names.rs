//! The names that a shell completes: users, tables, conversations, pools and profiles.
//!
//! Stores on this machine are read. Of other stores, only the names that commands have printed are known: they are in a [`Cache`].

mod cache;

pub use cache::Cache;

use crate::aws::configured_profiles;
use crate::db::User;
use crate::error::Result;
use crate::event::Observer;
use crate::messaging::{Conversation, Order};
use crate::stores;
use crate::target::Target;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The maximum number of names of a kind.
const MAX_NAMES: usize = 200;

/// The maximum length of a name, in bytes, and of a description, in characters.
const MAX_LENGTH: (usize, usize) = (256, 100);

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Users, by handle.
    Handles,
    /// Tables.
    Tables,
    /// Conversations, by id.
    Conversations,
    /// User pools, by id.
    Pools,
}

/// A name, and what helps to recognize it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The name, as an argument.
    pub value: String,
    /// A description, which may be empty. It may contain text of users.
    pub about: String,
    /// The handle or uuid of the user whose inbox shows a conversation. `None` for other names.
    pub owner: Option<String>,
}

impl Name {
    /// Returns a name that is not of a conversation. A long description is cut.
    pub fn new(value: &str, about: &str) -> Self {
        Self { value: value.to_owned(), about: about.chars().take(MAX_LENGTH.1).collect(), owner: None }
    }

    /// Returns the name of a conversation that the inbox of `owner` shows.
    pub fn of_conversation(owner: &str, conversation: &Conversation) -> Self {
        let about = format!("{}: {}", conversation.other.handle, conversation.last_message);
        Self { owner: Some(owner.to_owned()), ..Self::new(&conversation.conversation_id, &about) }
    }
}

/// Names by their kind. The number of names of a kind is limited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names(BTreeMap<Kind, Vec<Name>>);

impl Names {
    /// Returns the names of a kind.
    pub fn of(&self, kind: Kind) -> &[Name] {
        self.0.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Adds a name, unless it is known, it is too long, or there are too many.
    pub fn push(&mut self, kind: Kind, name: Name) {
        let names = self.0.entry(kind).or_default();
        let is_known = |have: &Name| have.value == name.value && have.owner == name.owner;
        if names.len() < MAX_NAMES && name.value.len() <= MAX_LENGTH.0 && !names.iter().any(is_known) {
            names.push(name);
        }
    }

    /// Returns whether there are no names.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds older names of the kinds that do not always have all of them.
    fn add(&mut self, older: Self) {
        for (kind, names) in older.0 {
            // A list of tables is complete.
            if kind != Kind::Tables || self.of(kind).is_empty() {
                names.into_iter().for_each(|name| self.push(kind, name));
            }
        }
    }
}

/// Reads names from the stores of `target`. Returns none for a target on another machine. It creates no store, and waits for no lock.
/// `beginning` is the beginning of a handle, and `owner` the handle or uuid of the user whose conversations are read.
///
/// # Errors
/// As the stores of [`stores`], and [`Error::EmbeddedBusy`](crate::Error::EmbeddedBusy) if another process has an embedded store.
pub async fn read(target: &Target, table: &str, kind: Kind, beginning: &str, owner: &str) -> Result<Vec<Name>> {
    if !target.is_on_this_machine() {
        return Ok(Vec::new());
    }
    let target = &Target { only_reads: true, waits: false, ..target.clone() };
    match kind {
        Kind::Handles => {
            let users = stores::users(target, Observer::default()).await?.with_beginning(beginning, MAX_NAMES).await?;
            Ok(users.iter().map(|User { handle, display_name, .. }| Name::new(handle, display_name)).collect())
        }
        Kind::Tables => {
            let tables = stores::table(target, table, Observer::default()).await?.list_tables().await?;
            Ok(tables.iter().take(MAX_NAMES).map(|table| Name::new(table, "")).collect())
        }
        Kind::Conversations => conversations(target, table, owner).await,
        Kind::Pools => Ok(Vec::new()),
    }
}

/// Reads the newest conversations of a user.
async fn conversations(target: &Target, table: &str, owner: &str) -> Result<Vec<Name>> {
    let uuid = match Uuid::try_parse(owner) {
        Ok(_) => owner.to_owned(),
        Err(_) => stores::users(target, Observer::default()).await?.uuid_of(owner).await?,
    };
    let messages = stores::table(target, table, Observer::default()).await?;
    let newest = messages.conversations(&uuid, Order::NewestFirst, Some(MAX_NAMES)).take(Some(MAX_NAMES)).await?;
    Ok(newest.iter().map(|conversation| Name::of_conversation(owner, conversation)).collect())
}

/// Returns the profiles of the AWS files in order, each with its region. `env` looks up a variable.
///
/// # Errors
/// [`AccessError::ProfileFiles`](crate::error::AccessError::ProfileFiles)
pub async fn profiles(env: &dyn Fn(&str) -> Option<String>) -> Result<Vec<Name>> {
    let mut profiles = configured_profiles(env).await?;
    profiles.sort();
    Ok(profiles.iter().map(|(name, region)| Name::new(name, region.as_deref().unwrap_or_default())).collect())
}

/// Returns the regions of the profiles of the AWS files. `env` looks up a variable.
///
/// # Errors
/// As [`profiles`].
pub async fn regions(env: &dyn Fn(&str) -> Option<String>) -> Result<Vec<Name>> {
    let mut regions: BTreeMap<String, String> = BTreeMap::new();
    for Name { value, about, .. } in profiles(env).await?.into_iter().filter(|profile| !profile.about.is_empty()) {
        regions.entry(about).and_modify(|profiles| *profiles += &format!(", {value}")).or_insert(value);
    }
    Ok(regions.iter().map(|(region, profiles)| Name::new(region, profiles)).collect())
}
