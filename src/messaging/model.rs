//! The rows of the table as types. A row is read in either layout, and written in the one that the caller chooses.

use super::layout::Layout;
use crate::db::User;
use crate::ddb::item::{Item, KeyNames, insert, owned, text};
use crate::ddb::{IndexSchema, TableSchema};
use crate::error::{Error, Result};
use crate::timestamp::{Timestamp, has_foreign_offset};
use aws_sdk_dynamodb::types::StreamViewType;

/// The default name of the table.
pub const DEFAULT_TABLE: &str = "cruddur-messages";

/// The default name of the index, which finds the inbox rows of a conversation.
pub const DEFAULT_INDEX: &str = "message-group-sk-index";

/// The names in the table, for the code that works on any table.
pub static TABLE_SCHEMA: TableSchema = TableSchema {
    key: KeyNames { partition: "pk", sort: "sk" },
    index: IndexSchema { name: DEFAULT_INDEX, key: KeyNames { partition: GROUP_ID, sort: "sk" } },
    stream: StreamViewType::NewImage,
    attribute_order: &[
        "pk",
        "sk",
        GROUP_ID,
        "message_uuid",
        "user_uuid",
        "handle",
        "user_handle",
        "display_name",
        "user_display_name",
        "message",
    ],
};

/// The maximum number of characters of a message. Source: the backend's `create_message`.
pub const LONGEST_MESSAGE: usize = 1_024;

/// The kinds of partitions: the beginnings of their keys.
pub(super) const MESSAGE: &str = "MSG#";
pub(super) const GROUP: &str = "GRP#";

/// The attribute with the id of a row's conversation: the partition key of the index.
pub(crate) const GROUP_ID: &str = "message_group_uuid";

/// A participant, as rows name one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Participant {
    /// The `uuid` in the users database.
    pub user_uuid: String,
    /// The handle when the row was written.
    pub handle: String,
    /// The display name when the row was written.
    pub display_name: String,
}

impl From<User> for Participant {
    fn from(user: User) -> Self {
        Self { user_uuid: user.uuid, handle: user.handle, display_name: user.display_name }
    }
}

/// The time in the sort key of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortKeyTime {
    /// The time; `None` if the text is not a valid time.
    pub at: Option<Timestamp>,
    /// The text in the sort key, without `MSG#` or `GRP#`.
    pub text: String,
}

impl SortKeyTime {
    /// Reads the time of a sort key.
    pub(super) fn of(sk: &str, kind: &str) -> Self {
        let text = sk.strip_prefix(kind).unwrap_or(sk);
        Self { at: Timestamp::parse(text).ok(), text: text.to_owned() }
    }

    /// The sort key time of a new row.
    pub fn at(at: Timestamp) -> Self {
        Self { at: Some(at), text: at.to_string() }
    }

    /// Returns the time as it is shown: UTC, with a fixed width. A text that is not a valid time is shown unchanged.
    pub fn shown(&self) -> String {
        self.at.map_or_else(|| self.text.clone(), |at| at.to_string())
    }

    /// Returns the sort order: by time. Texts that are not valid times come first, in their own order.
    pub(super) fn order(&self) -> (Option<Timestamp>, &str) {
        (self.at, &self.text)
    }

    /// Whether sort keys of this form sort by time: UTC, with a `T` between date and time.
    pub(super) fn is_ordered_as_text(&self) -> bool {
        self.at.is_some() && !self.is_foreign() && self.text.as_bytes().get(10) == Some(&b'T')
    }

    /// Whether the time is in another offset than UTC, so that the sort keys of the partition are not in the order of time.
    pub fn is_foreign(&self) -> bool {
        has_foreign_offset(&self.text)
    }
}

/// A message: a `MSG#` row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The conversation's id.
    pub conversation_id: String,
    /// When it was written.
    pub created: SortKeyTime,
    /// The message's id. The oldest rows have none.
    pub uuid: Option<String>,
    /// The sender.
    pub sender: Participant,
    /// The text.
    pub text: String,
}

/// A conversation in the inbox of a user: a `GRP#` row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// The `uuid` of the user whose inbox it is.
    pub owner: String,
    /// The conversation's id.
    pub conversation_id: String,
    /// When the last message was written.
    pub last_reply: SortKeyTime,
    /// The other participant.
    pub other: Participant,
    /// The last message.
    pub last_message: String,
}

impl Message {
    /// Reads a row; `None` if it is not a message.
    pub fn from_item(item: &Item) -> Option<Self> {
        let conversation_id = text(item, "pk")?.strip_prefix(MESSAGE)?.to_owned();
        Some(Self {
            conversation_id,
            created: SortKeyTime::of(text(item, "sk")?, MESSAGE),
            uuid: text(item, "message_uuid").map(str::to_owned),
            sender: participant(item),
            text: owned(item, "message"),
        })
    }

    /// Returns the partition key of a conversation's messages.
    pub fn partition(conversation_id: &str) -> String {
        format!("{MESSAGE}{conversation_id}")
    }

    /// Returns the row in a layout.
    ///
    /// # Errors
    /// [`Error::Invalid`] if its sort key has no valid time, which only a row that was read can have.
    pub fn to_item(&self, layout: Layout) -> Result<Item> {
        let mut item = row(
            Self::partition(&self.conversation_id),
            sort_key(layout, MESSAGE, &self.created)?,
            &self.sender,
            layout,
        );
        insert(&mut item, "message", &self.text);
        if let Some(uuid) = &self.uuid {
            insert(&mut item, "message_uuid", uuid);
        }
        if layout.indexes_messages() {
            insert(&mut item, GROUP_ID, &self.conversation_id);
        }
        Ok(item)
    }
}

impl Conversation {
    /// Reads a row; `None` if it is not a group row.
    pub fn from_item(item: &Item) -> Option<Self> {
        let owner = text(item, "pk")?.strip_prefix(GROUP)?.to_owned();
        Some(Self {
            owner,
            conversation_id: owned(item, GROUP_ID),
            last_reply: SortKeyTime::of(text(item, "sk")?, GROUP),
            other: participant(item),
            last_message: owned(item, "message"),
        })
    }

    /// Makes the row later by one microsecond, because its key is taken. The key is a user and a time, and two
    /// conversations may end at the same time.
    pub(super) fn advance(&mut self) {
        if let Some(at) = self.last_reply.at {
            self.last_reply = SortKeyTime::at(at.next());
        }
    }

    /// Returns the partition key of a user's inbox.
    pub fn partition(owner: &str) -> String {
        format!("{GROUP}{owner}")
    }

    /// Returns the row in a layout.
    ///
    /// # Errors
    /// As [`Message::to_item`].
    pub fn to_item(&self, layout: Layout) -> Result<Item> {
        let mut item =
            row(Self::partition(&self.owner), sort_key(layout, GROUP, &self.last_reply)?, &self.other, layout);
        insert(&mut item, "message", &self.last_message);
        insert(&mut item, GROUP_ID, &self.conversation_id);
        Ok(item)
    }

    /// Returns the row as a new version of `old`, a whole item, in its layout. Attributes of other programs stay. The
    /// attributes of the other participant change only if they differ.
    ///
    /// # Errors
    /// As [`Message::to_item`].
    pub(super) fn replacing(&self, old: &Item) -> Result<Item> {
        let layout = Layout::of_key(old);
        let mut item = old.clone();
        insert(&mut item, "pk", &Self::partition(&self.owner));
        insert(&mut item, "sk", &sort_key(layout, GROUP, &self.last_reply)?);
        insert(&mut item, "message", &self.last_message);
        insert(&mut item, GROUP_ID, &self.conversation_id);
        if participant(old) != self.other {
            set_participant(&mut item, &self.other, layout);
        }
        Ok(item)
    }
}

/// Checks the text of a message: 1 to 1,024 characters, not blank.
///
/// # Errors
/// [`Error::Invalid`] if it is blank or too long.
pub fn check_message(text: &str) -> Result<()> {
    let invalid = |why: String| Err(Error::Invalid { what: "the message".to_owned(), why });
    if text.trim().is_empty() {
        return invalid("it is blank".to_owned());
    }
    match text.chars().count() {
        length if length > LONGEST_MESSAGE => {
            invalid(format!("it has {length} characters, and {LONGEST_MESSAGE} is the most"))
        }
        _ => Ok(()),
    }
}

/// Returns the sort key of a row.
fn sort_key(layout: Layout, kind: &'static str, sort_key_time: &SortKeyTime) -> Result<String> {
    let at = sort_key_time.at.ok_or_else(|| Error::Invalid {
        what: format!("{:?} is not a time", sort_key_time.text),
        why: "a sort key holds the time of its row".to_owned(),
    })?;
    Ok(layout.sort_key(kind, at))
}

/// Returns an item with its key and its participant.
fn row(pk: String, sk: String, participant: &Participant, layout: Layout) -> Item {
    let mut item = Item::new();
    insert(&mut item, "pk", &pk);
    insert(&mut item, "sk", &sk);
    set_participant(&mut item, participant, layout);
    item
}

/// Sets a participant's attributes. If the item has one under the name of either layout, that one is set.
fn set_participant(item: &mut Item, participant: &Participant, layout: Layout) {
    insert(item, "user_uuid", &participant.user_uuid);
    let mut set = |name: fn(Layout) -> &'static str, value| {
        let mut names = Layout::IN_KEY_ORDER.map(name).to_vec();
        names.retain(|name| item.contains_key(*name));
        if names.is_empty() {
            names.push(name(layout));
        }
        names.into_iter().for_each(|name| insert(item, name, value));
    };
    set(Layout::handle, &participant.handle);
    set(Layout::display_name, &participant.display_name);
}

/// Whether group rows of either layout have this attribute. Every other attribute is another program's.
pub(super) fn is_group_row_attribute(name: &str) -> bool {
    let is_participant = |layout: &Layout| [layout.handle(), layout.display_name()].contains(&name);
    ["pk", "sk", "user_uuid", "message", GROUP_ID].contains(&name) || Layout::IN_KEY_ORDER.iter().any(is_participant)
}

/// Reads the participant that a row names, by the attributes of either layout.
fn participant(item: &Item) -> Participant {
    let either = |name: fn(Layout) -> &'static str| {
        Layout::IN_KEY_ORDER.iter().find_map(|layout| text(item, name(*layout))).unwrap_or_default().to_owned()
    };
    Participant {
        user_uuid: owned(item, "user_uuid"),
        handle: either(Layout::handle),
        display_name: either(Layout::display_name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Message {
        Message {
            conversation_id: "5ae290ed-55d1-47a0-bc6d-fe2bc2700399".to_owned(),
            created: SortKeyTime::at(Timestamp::parse("2026-11-22T11:03:00Z").unwrap()),
            uuid: Some("m-1".to_owned()),
            sender: Participant {
                user_uuid: "u-1".to_owned(),
                handle: "andrewbrown".to_owned(),
                display_name: "Andrew Brown".to_owned(),
            },
            text: "Testing 123".to_owned(),
        }
    }

    fn attributes(item: &Item) -> Vec<&str> {
        let mut names: Vec<&str> = item.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn the_model_layout_is_the_data_model() {
        let item = message().to_item(Layout::Model).unwrap();
        assert_eq!(text(&item, "pk"), Some("MSG#5ae290ed-55d1-47a0-bc6d-fe2bc2700399"));
        assert_eq!(text(&item, "sk"), Some("MSG#2026-11-22T11:03:00.000000+00:00"));
        assert_eq!(
            attributes(&item),
            ["display_name", "handle", "message", "message_group_uuid", "message_uuid", "pk", "sk", "user_uuid"]
        );
    }

    #[test]
    fn the_flask_layout_is_what_the_backend_reads() {
        let item = message().to_item(Layout::Flask).unwrap();
        assert_eq!(text(&item, "sk"), Some("2026-11-22T11:03:00.000000+00:00"));
        assert_eq!(
            attributes(&item),
            ["message", "message_uuid", "pk", "sk", "user_display_name", "user_handle", "user_uuid"]
        );
    }

    #[test]
    fn what_is_written_reads_the_same_in_either_layout() {
        let conversation = Conversation {
            owner: "u-2".to_owned(),
            conversation_id: "g".to_owned(),
            last_reply: message().created,
            other: message().sender,
            last_message: "Testing 123".to_owned(),
        };
        for layout in Layout::IN_KEY_ORDER {
            assert_eq!(Message::from_item(&message().to_item(layout).unwrap()), Some(message()));
            assert_eq!(Conversation::from_item(&conversation.to_item(layout).unwrap()), Some(conversation.clone()));
        }
    }

    #[test]
    fn a_row_of_something_else_is_neither() {
        let mut item = Item::new();
        insert(&mut item, "pk", "USER#1");
        insert(&mut item, "sk", "x");
        assert_eq!(Message::from_item(&item), None);
        assert_eq!(Conversation::from_item(&item), None);
    }

    proptest::proptest! {
        #[test]
        fn any_message_reads_back(conversation_id in ".*", handle in ".*", name in ".*", text in "(?s).*", uuid in ".*", micros in 0_i64..4_000_000_000_000_000) {
            let created = SortKeyTime::at(Timestamp::from_seconds(micros / 1_000_000, (micros % 1_000_000 * 1_000) as u32).unwrap());
            let sender = Participant { user_uuid: uuid.clone(), handle, display_name: name };
            let message = Message { conversation_id, created, uuid: Some(uuid), sender, text };
            for layout in Layout::IN_KEY_ORDER {
                proptest::prop_assert_eq!(Message::from_item(&message.to_item(layout).unwrap()), Some(message.clone()));
            }
        }

        #[test]
        fn no_key_makes_it_panic(pk in ".*", sk in ".*") {
            let mut item = Item::new();
            insert(&mut item, "pk", &pk);
            insert(&mut item, "sk", &sk);
            Message::from_item(&item);
            Conversation::from_item(&item);
        }
    }
}
