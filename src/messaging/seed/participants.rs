//! The participants of seeded conversations.

use crate::db::Users;
use crate::error::{Error, NoUser, Result};
use crate::messaging::model::Participant;
use crate::messaging::seeds::SeedConversation;
use std::collections::{BTreeSet, HashMap};

/// The participants of conversations, by handle.
#[derive(Debug, Clone, Default)]
pub struct Participants(HashMap<String, Participant>);

impl Participants {
    /// Looks up the participants of these conversations by their handles.
    ///
    /// # Errors
    /// [`Error::NoUser`] with every handle that no user has, [`Error::AmbiguousUser`], and the database errors.
    pub async fn look_up(users: &Users, conversations: &[SeedConversation]) -> Result<Self> {
        let handles: BTreeSet<&String> = conversations.iter().flat_map(|conversation| &conversation.between).collect();
        let handles: Vec<String> = handles.into_iter().cloned().collect();
        let users = users.by_handles(&handles).await?.into_iter();
        Ok(Self(users.map(|user| (user.handle.clone(), user.into())).collect()))
    }

    /// Returns the two participants of a conversation, in its order.
    ///
    /// # Errors
    /// [`Error::NoUser`].
    pub(super) fn of(&self, conversation: &SeedConversation) -> Result<[Participant; 2]> {
        let participant = |handle: &String| {
            let missing = || Error::NoUser(NoUser::Seeds { handles: vec![handle.clone()] });
            self.0.get(handle).cloned().ok_or_else(missing)
        };
        let [first, second] = &conversation.between;
        Ok([participant(first)?, participant(second)?])
    }
}
