//! Seeds: users and conversations to begin with, from JSON files of the form that the README documents.
//!
//! A file is parsed in parts that remember where they stand, so that whatever is wrong is named by line and field.

use crate::ddb::check_message;
use crate::error::{Error, Result};
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The seeds that come with the program.
const BUILT_IN: [&str; 2] = [include_str!("../seeds/users.json"), include_str!("../seeds/conversations.json")];

/// What ids that no file names are made from: UUID v5 in this namespace, so that they are the same in every run.
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

/// A user to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedUser {
    /// The name that people see.
    pub display_name: String,
    /// The handle, unique among the seeds.
    pub handle: String,
    /// The e-mail address.
    pub email: String,
}

/// A conversation to begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedConversation {
    /// Its id.
    pub group: String,
    /// The handles of the two who talk.
    pub between: [String; 2],
    /// The messages, oldest first.
    pub messages: Vec<SeedMessage>,
}

/// A message to begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedMessage {
    /// Its id.
    pub uuid: String,
    /// Which of the two wrote it: 0 or 1.
    pub from: usize,
    /// The text.
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile<'a> {
    #[serde(borrow, default)]
    users: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    conversations: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConversation<'a> {
    message_group_uuid: Option<Uuid>,
    between: [String; 2],
    #[serde(borrow)]
    messages: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMessage {
    from: String,
    message: String,
    message_uuid: Option<Uuid>,
}

impl Seeds {
    /// The seeds that come with the program.
    ///
    /// # Errors
    /// None in a build whose tests passed; the type is that of [`Seeds::parse`].
    pub fn built_in() -> Result<Self> {
        Self::parse(&BUILT_IN.map(|text| ("built-in".to_owned(), text.to_owned())))
    }

    /// Parses files, given as pairs of name and text, into one set of seeds.
    ///
    /// # Errors
    /// [`Error::Seeds`] with the file, the line and the field of the first thing that is wrong.
    pub fn parse(files: &[(String, String)]) -> Result<Self> {
        let mut seeds = Self::default();
        let mut taken = Taken::default();
        for (name, text) in files {
            let file = File { name, text };
            if !text.trim_start().starts_with('{') {
                return Err(file.wrong(
                    text,
                    "the file",
                    "it must hold one JSON object, with users, conversations or both",
                ));
            }
            let raw: RawFile = serde_json::from_str(text).map_err(|error| file.error(text, "", &error, ""))?;
            for (at, raw) in raw.users.iter().enumerate() {
                seeds.users.push(file.user(raw, &format!("users[{at}]"), &mut taken)?);
            }
            for (at, raw) in raw.conversations.iter().enumerate() {
                seeds.conversations.push(file.conversation(raw, &format!("conversations[{at}]"), &mut taken)?);
            }
        }
        Ok(seeds)
    }

    /// A seeds file of these conversations, with every id: [`Seeds::parse`] gives them back as they are.
    pub fn render(conversations: &[SeedConversation]) -> String {
        let conversation = |seed: &SeedConversation| {
            let message = |message: &SeedMessage| json!({ "message_uuid": message.uuid, "from": seed.between[message.from], "message": message.text });
            let messages: Vec<_> = seed.messages.iter().map(message).collect();
            json!({ "message_group_uuid": seed.group, "between": seed.between, "messages": messages })
        };
        let conversations: Vec<_> = conversations.iter().map(conversation).collect();
        format!("{:#}\n", json!({ "conversations": conversations }))
    }

    /// `conversations` conversations of `messages` messages each between the first of `handles` and the others in turn,
    /// for load: the same for the same `rng_seed`.
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
            let group = Uuid::new_v5(&NAMESPACE, format!("synthetic {rng_seed} {at}").as_bytes());
            let mut rng = fastrand::Rng::with_seed(rng_seed.wrapping_add(at as u64));
            let message = |index| SeedMessage {
                uuid: message_uuid(group, index),
                from: rng.usize(..2),
                text: sentence(&mut rng),
            };
            SeedConversation {
                group: group.to_string(),
                between: [first.clone(), others[at % others.len()].clone()],
                messages: (0..messages).map(message).collect(),
            }
        };
        (0..conversations).map(conversation).collect()
    }
}

/// What must not stand twice.
#[derive(Default)]
struct Taken {
    handles: HashSet<String>,
    groups: HashSet<Uuid>,
    messages: HashSet<Uuid>,
    /// How many conversations each pair has, for the ids of those that have none.
    pairs: HashMap<[String; 2], usize>,
}

/// A file that is being parsed.
struct File<'a> {
    name: &'a str,
    text: &'a str,
}

impl File<'_> {
    fn user(&self, raw: &RawValue, field: &str, taken: &mut Taken) -> Result<SeedUser> {
        let user: SeedUser = self.part(raw, field)?;
        for (name, value) in [("display_name", &user.display_name), ("handle", &user.handle), ("email", &user.email)] {
            if value.trim().is_empty() {
                return Err(self.wrong(raw.get(), &format!("{field}.{name}"), "it is blank"));
            }
        }
        if !taken.handles.insert(user.handle.clone()) {
            return Err(self.wrong(raw.get(), &format!("{field}.handle"), "another user has this handle"));
        }
        Ok(user)
    }

    fn conversation(&self, raw: &RawValue, field: &str, taken: &mut Taken) -> Result<SeedConversation> {
        let part: RawConversation = self.part(raw, field)?;
        let between = part.between;
        if between[0] == between[1] || between.iter().any(|handle| handle.trim().is_empty()) {
            return Err(self.wrong(raw.get(), &format!("{field}.between"), "it takes two different handles"));
        }
        let group = part.message_group_uuid.unwrap_or_else(|| taken.next_group(&between));
        if !taken.groups.insert(group) {
            return Err(self.wrong(
                raw.get(),
                &format!("{field}.message_group_uuid"),
                "another conversation has this id",
            ));
        }
        if part.messages.is_empty() {
            return Err(self.wrong(raw.get(), &format!("{field}.messages"), "a conversation has at least one message"));
        }
        let mut messages = Vec::with_capacity(part.messages.len());
        for (at, raw) in part.messages.into_iter().enumerate() {
            let field = format!("{field}.messages[{at}]");
            let message: RawMessage = self.part(raw, &field)?;
            let Some(from) = between.iter().position(|handle| *handle == message.from) else {
                let why = format!("{:?} is not in this conversation", message.from);
                return Err(self.wrong(raw.get(), &format!("{field}.from"), &why));
            };
            check_message(&message.message)
                .map_err(|why| self.wrong(raw.get(), &format!("{field}.message"), &why.to_string()))?;
            if message.message_uuid.is_some_and(|uuid| !taken.messages.insert(uuid)) {
                return Err(self.wrong(raw.get(), &format!("{field}.message_uuid"), "another message has this id"));
            }
            let uuid = message.message_uuid.map_or_else(|| message_uuid(group, at), |uuid| uuid.to_string());
            messages.push(SeedMessage { uuid, from, text: message.message });
        }
        Ok(SeedConversation { group: group.to_string(), between, messages })
    }

    /// Parses one part, and says where in the file it fails.
    fn part<'a, T: Deserialize<'a>>(&self, raw: &'a RawValue, field: &str) -> Result<T> {
        let mut json = serde_json::Deserializer::from_str(raw.get());
        serde_path_to_error::deserialize(&mut json).map_err(|error| {
            let path = error.path().to_string();
            self.error(raw.get(), field, error.inner(), if path == "." { "" } else { &path })
        })
    }

    fn wrong(&self, part: &str, field: &str, why: &str) -> Error {
        Error::Seeds {
            file: self.name.to_owned(),
            line: self.line_of(part),
            field: field.to_owned(),
            why: why.to_owned(),
        }
    }

    /// An error of the parser in `part` of the text, whose lines it counts from 1.
    fn error(&self, part: &str, field: &str, error: &serde_json::Error, within: &str) -> Error {
        let message = error.to_string();
        let why = message.split(" at line ").next().unwrap_or(&message);
        let field = [field, within].iter().filter(|name| !name.is_empty()).copied().collect::<Vec<_>>().join(".");
        Error::Seeds {
            file: self.name.to_owned(),
            line: self.line_of(part) + error.line().saturating_sub(1),
            field: if field.is_empty() { "the file".to_owned() } else { field },
            why: why.to_owned(),
        }
    }

    /// The line on which a part of the text begins; the part is a slice of the text, so its address says where it is.
    fn line_of(&self, part: &str) -> usize {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
    }
}

impl Taken {
    /// The id of the next conversation of a pair for which no id is named.
    fn next_group(&mut self, between: &[String; 2]) -> Uuid {
        let mut pair = between.clone();
        pair.sort_unstable();
        let name = format!("{} {}", pair[0], pair[1]);
        let count = self.pairs.entry(pair).or_default();
        *count += 1;
        Uuid::new_v5(&NAMESPACE, format!("{name} {count}").as_bytes())
    }
}

/// The id of the message at an index of a conversation, where the file names none.
fn message_uuid(group: Uuid, index: usize) -> String {
    Uuid::new_v5(&group, index.to_string().as_bytes()).to_string()
}

fn sentence(rng: &mut fastrand::Rng) -> String {
    let count = rng.usize(3..20);
    let words: Vec<&str> = (0..count).map(|_| WORDS[rng.usize(..WORDS.len())]).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
