//! Seeds: initial users and conversations, from JSON files in the format that `docs/guide.md` describes.
//!
//! A fault in a file is reported with its line and field.

mod file;

use crate::error::{Error, FileError, Result, SeedFault};
use crate::text::{self, NotText};
use file::{Faults, File, WHOLE, line_at};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The seeds that come with the program.
const BUILT_IN: [&str; 2] = [include_str!("../../seeds/users.json"), include_str!("../../seeds/conversations.json")];

/// The namespace of the ids that no file names (UUID v5). They are the same in every run.
const NAMESPACE: Uuid = Uuid::from_u128(0x9b2f_6c1e_51d4_4a7e_8c3b_0d5e_7f60_2a19);

/// Words for synthetic messages.
const WORDS: [&str; 24] = [
    "table", "stream", "index", "query", "page", "lamp", "river", "coffee", "train", "paper", "window", "garden",
    "ticket", "answer", "question", "morning", "evening", "signal", "bridge", "letter", "number", "colour", "music",
    "weather",
];

/// Users and conversations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seeds {
    /// The users.
    pub users: Vec<SeedUser>,
    /// The conversations.
    pub conversations: Vec<SeedConversation>,
}

/// An initial user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedUser {
    /// The display name.
    pub display_name: String,
    /// The handle, unique among the seeds.
    pub handle: String,
    /// The e-mail address.
    pub email: String,
}

/// An initial conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedConversation {
    /// The conversation's id.
    pub conversation_id: String,
    /// The handles of the two participants.
    pub between: [String; 2],
    /// The messages, oldest first.
    pub messages: Vec<SeedMessage>,
}

/// An initial message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedMessage {
    /// The message's id.
    pub uuid: String,
    /// The index of the sender in the conversation's `between`: 0 or 1.
    pub from: usize,
    /// The text.
    pub text: String,
}

impl Seeds {
    /// Returns the seeds that come with the program.
    ///
    /// # Errors
    /// As [`Seeds::parse`]; none in a build whose tests passed.
    pub fn built_in() -> Result<Self> {
        Self::parse(&BUILT_IN.map(|text| ("built-in".to_owned(), text.to_owned())))
    }

    /// Parses files, given as pairs of name and content, into one set of seeds.
    ///
    /// # Errors
    /// [`FileError::Seeds`] with the file, the line and the field of each fault, in all files.
    pub fn parse<T: AsRef<[u8]>>(files: &[(String, T)]) -> Result<Self> {
        let (mut seeds, mut taken, mut faults) = (Self::default(), Taken::default(), Faults::default());
        for (name, bytes) in files {
            match text::utf8(bytes.as_ref()) {
                Ok(text) => File { name, text, faults: &mut faults }.read(&mut seeds, &mut taken),
                Err(NotText { at, why }) => faults.add(|| SeedFault {
                    file: name.clone(),
                    line: line_at(bytes.as_ref(), at),
                    field: WHOLE.to_owned(),
                    why: why.to_owned(),
                }),
            }
        }
        match faults.total {
            0 => Ok(seeds),
            total => Err(Error::File(FileError::Seeds { faults: faults.first, total })),
        }
    }

    /// Returns a seeds file of these conversations, with every id. [`Seeds::parse`] returns the same conversations.
    pub fn render(conversations: &[SeedConversation]) -> String {
        let conversation = |seed: &SeedConversation| {
            let message = |message: &SeedMessage| json!({ "message_uuid": message.uuid, "from": seed.between[message.from], "message": message.text });
            let messages: Vec<_> = seed.messages.iter().map(message).collect();
            json!({ "message_group_uuid": seed.conversation_id, "between": seed.between, "messages": messages })
        };
        let conversations: Vec<_> = conversations.iter().map(conversation).collect();
        format!("{:#}\n", json!({ "conversations": conversations }))
    }

    /// Generates conversations for load tests: `conversations` of them, of `messages` messages each, between the first of
    /// `handles` and each of the others in turn. They are the same for the same `rng_seed`.
    pub fn synthetic(
        conversations: usize,
        messages: usize,
        rng_seed: u64,
        handles: &[String],
    ) -> Vec<SeedConversation> {
        let Some((first, others)) = handles.split_first().filter(|(_, others)| !others.is_empty()) else {
            return Vec::new();
        };
        let conversation = |at: usize| {
            let conversation_id = Uuid::new_v5(&NAMESPACE, format!("synthetic {rng_seed} {at}").as_bytes());
            let mut rng = fastrand::Rng::with_seed(rng_seed.wrapping_add(at as u64));
            let message = |index| SeedMessage {
                uuid: message_uuid(conversation_id, index),
                from: rng.usize(..2),
                text: sentence(&mut rng),
            };
            SeedConversation {
                conversation_id: conversation_id.to_string(),
                between: [first.clone(), others[at % others.len()].clone()],
                messages: (0..messages).map(message).collect(),
            }
        };
        (0..conversations).map(conversation).collect()
    }
}

/// The values that must be unique in all files.
#[derive(Default)]
struct Taken {
    handles: HashSet<String>,
    conversations: HashSet<Uuid>,
    messages: HashSet<Uuid>,
    /// The number of users, conversations and messages.
    entries: usize,
    /// How many conversations without an id each pair has, for the ids that are made.
    pairs: HashMap<[String; 2], usize>,
}

impl Taken {
    /// Returns the id of the next conversation of a pair for which the file names no id.
    fn next_conversation_id(&mut self, between: &[String; 2]) -> Uuid {
        let mut pair = between.clone();
        pair.sort_unstable();
        let name = format!("{} {}", pair[0], pair[1]);
        let count = self.pairs.entry(pair).or_default();
        *count += 1;
        Uuid::new_v5(&NAMESPACE, format!("{name} {count}").as_bytes())
    }
}

/// Returns the id of the message at an index of a conversation for which the file names no id.
fn message_uuid(conversation_id: Uuid, index: usize) -> String {
    Uuid::new_v5(&conversation_id, index.to_string().as_bytes()).to_string()
}

/// Returns 3 to 19 random words.
fn sentence(rng: &mut fastrand::Rng) -> String {
    let count = rng.usize(3..20);
    let words: Vec<&str> = (0..count).map(|_| WORDS[rng.usize(..WORDS.len())]).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
