//! The participants of a scan as the users database has them now.

use super::scan::InboxScan;
use crate::db::Users;
use crate::error::{Error, NoUser, Result};
use crate::messaging::model::Participant;
use crate::messaging::seeds::Seeds;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// The participants of a scan as the users database has them now.
#[derive(Debug, Clone, Default)]
pub struct CurrentUsers {
    /// The users who have a handle and a display name, by `uuid`.
    pub(super) named: HashMap<String, Participant>,
    /// The `uuid`s of the users who have no handle or no display name.
    pub(super) unnamed: BTreeSet<String>,
    /// By the `uuid` of a participant who is not in the users database: the user who is the same person.
    pub(super) successors: HashMap<String, Participant>,
    /// The ids of the conversations of the seeds.
    pub(super) seeded: BTreeSet<String>,
}

impl CurrentUsers {
    /// Returns the handle of a user who is in the users database.
    pub fn handle(&self, uuid: &str) -> Option<&str> {
        self.named.get(&canonical(uuid)).map(|participant| participant.handle.as_str())
    }

    /// Whether a conversation is one of the seeds.
    pub fn is_seeded(&self, conversation_id: &str) -> bool {
        self.seeded.contains(conversation_id)
    }

    /// How many users have no handle or no display name.
    pub fn unnamed(&self) -> usize {
        self.unnamed.len()
    }

    /// Returns a participant with the current name, or the successor; `None` if the users database has neither or no name.
    pub(super) fn participant(&self, uuid: &str) -> Option<&Participant> {
        self.named.get(&canonical(uuid)).or_else(|| self.successors.get(uuid))
    }

    /// Whether a participant is not in the users database and has no successor.
    pub(super) fn is_gone(&self, uuid: &str) -> bool {
        !self.is_in_database(uuid) && !self.successors.contains_key(uuid)
    }

    /// Whether the users database has a user with this `uuid`, which was looked up.
    pub(super) fn is_in_database(&self, uuid: &str) -> bool {
        let uuid = canonical(uuid);
        self.named.contains_key(&uuid) || self.unnamed.contains(&uuid)
    }

    /// Returns the `uuid` of the successor, or the same `uuid` for a participant without a successor.
    pub(super) fn current_uuid<'a>(&'a self, uuid: &'a str) -> &'a str {
        self.successors.get(uuid).map_or(uuid, |successor| &successor.user_uuid)
    }
}

/// Returns a UUID in the form of PostgreSQL; any other text unchanged.
fn canonical(uuid: &str) -> String {
    Uuid::try_parse(uuid).map_or_else(|_| uuid.to_owned(), |uuid| uuid.to_string())
}

impl InboxScan {
    /// Looks up the participants. A participant who is not in the users database has a successor if three things hold: they
    /// take part in a conversation of `seeds`, the seeds have the e-mail address of their handle, and the users database
    /// has exactly one user of both. The handle alone is not enough: another user may have taken it since.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn current_users(&self, users: &Users, seeds: &Seeds) -> Result<CurrentUsers> {
        let found = users.by_uuids(self.looked_up().into_iter().cloned().collect()).await?;
        let mut current = CurrentUsers {
            named: found.users.into_iter().map(|user| (user.uuid.clone(), user.into())).collect(),
            unnamed: found.unnamed.into_iter().collect(),
            seeded: seeds.conversations.iter().map(|conversation| conversation.conversation_id.clone()).collect(),
            successors: HashMap::new(),
        };
        for (uuid, handle) in self.seeded_participants(seeds) {
            if !current.is_gone(uuid) {
                continue;
            }
            let email = seeds.users.iter().find(|user| user.handle == handle).map(|user| &user.email);
            match users.by_handle(handle).await {
                Ok(user) if email.is_some() && users.email_of(&user.uuid).await?.as_ref() == email => {
                    current.named.insert(user.uuid.clone(), user.clone().into());
                    current.successors.insert(uuid.to_owned(), user.into());
                }
                Ok(_) | Err(Error::NoUser(NoUser::Handle { .. }) | Error::AmbiguousUser { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(current)
    }

    /// Returns the `uuid` and the handle of each participant of a seeded conversation whose handle the seeds name.
    fn seeded_participants<'a>(&'a self, seeds: &'a Seeds) -> impl Iterator<Item = (&'a str, &'a str)> {
        seeds.conversations.iter().flat_map(|conversation| {
            let state = self.conversations.get(&conversation.conversation_id);
            let participants = state.into_iter().flat_map(|state| state.participants.values());
            let named = participants.filter(|participant| conversation.between.contains(&participant.handle));
            named.map(|participant| (participant.user_uuid.as_str(), participant.handle.as_str()))
        })
    }

    /// Returns the participants who are not in the users database, with or without a successor.
    pub fn not_in_database(&self, current: &CurrentUsers) -> Vec<&Participant> {
        let participants = self.conversations.values().flat_map(|state| state.participants.values());
        let missing = participants.filter(|participant| !current.is_in_database(&participant.user_uuid));
        let by_uuid: BTreeMap<_, _> = missing.map(|participant| (&participant.user_uuid, participant)).collect();
        by_uuid.into_values().collect()
    }
}
