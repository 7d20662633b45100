//! Reading a seeds file. All faults are collected, each with its line and field.
//!
//! Objects are parsed as slices of the file: the position of a slice tells its line.

use super::{SeedConversation, SeedMessage, SeedUser, Seeds, Taken, message_uuid};
use crate::error::SeedFault;
use crate::messaging::check_message;
use crate::text::Elements;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::fmt;
use uuid::Uuid;

/// The maximum number of faults that are named. The others are only counted.
const MAX_FAULTS: usize = 20;

/// The maximum number of users, conversations and messages in all files together. Each takes several times its text in
/// memory.
pub(super) const MAX_ENTRIES: usize = 200_000;

/// The maximum number of members of an object, which is held in memory. No valid object has more.
const MAX_MEMBERS: usize = 32;

/// The field of a fault that concerns the whole file.
pub(super) const WHOLE: &str = "the file";

/// The faults of all files.
#[derive(Default)]
pub(super) struct Faults {
    pub(super) first: Vec<SeedFault>,
    pub(super) total: usize,
}

impl Faults {
    /// Counts a fault, and keeps it if the maximum is not reached.
    pub(super) fn add(&mut self, fault: impl FnOnce() -> SeedFault) {
        self.total += 1;
        if self.first.len() < MAX_FAULTS {
            self.first.push(fault());
        }
    }
}

/// A file that is parsed.
pub(super) struct File<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
    pub(super) faults: &'a mut Faults,
}

/// An object of the file, and its path.
struct Object<'a> {
    /// The text of the object in the file.
    raw: &'a str,
    path: String,
    members: Vec<(String, &'a RawValue)>,
}

impl Object<'_> {
    /// Returns the path of a field, such as `users[0].email`.
    fn path_of(&self, field: &str) -> String {
        if self.path.is_empty() { field.to_owned() } else { format!("{}.{field}", self.path) }
    }
}

impl<'a> File<'a> {
    /// Adds the users and conversations of the file to `seeds`, and its faults to the faults.
    pub(super) fn read(mut self, seeds: &mut Seeds, taken: &mut Taken) {
        let text = self.text;
        if !text.trim_start().starts_with('{') {
            return self.wrong(text, WHOLE, "it must hold one JSON object, with users, conversations or both");
        }
        let Some(file) = self.object(text, String::new(), &["users", "conversations"]) else { return };
        for (at, raw) in self.entries(&file, "users", taken).into_iter().flatten().enumerate() {
            seeds.users.extend(self.user(raw, format!("users[{at}]"), taken));
        }
        for (at, raw) in self.entries(&file, "conversations", taken).into_iter().flatten().enumerate() {
            seeds.conversations.extend(self.conversation(raw, format!("conversations[{at}]"), taken));
        }
    }

    /// Returns the elements of a list, and counts them towards the limit of all files.
    fn entries(&mut self, object: &Object<'a>, field: &str, taken: &mut Taken) -> Option<Vec<&'a RawValue>> {
        let Elements(elements): Elements<'a, MAX_ENTRIES> = self.optional(object, field)?;
        taken.entries += elements.len();
        let why = format!("the seeds have more than {MAX_ENTRIES} users, conversations and messages");
        self.refuse(object, field, (taken.entries > MAX_ENTRIES).then_some(&why))?;
        Some(elements)
    }

    fn user(&mut self, raw: &'a RawValue, path: String, taken: &mut Taken) -> Option<SeedUser> {
        let user = self.object(raw.get(), path, &["display_name", "handle", "email"])?;
        let [display_name, handle, email] = ["display_name", "handle", "email"].map(|name| {
            let value: String = self.required(&user, name)?;
            let why = match value.trim().is_empty() {
                true => Some("it is blank"),
                false if name == "display_name" => control_character(&value),
                false => not_a_handle(&value),
            };
            self.refuse(&user, name, why)?;
            Some(value)
        });
        if let Some(handle) = &handle
            && !taken.handles.insert(handle.clone())
        {
            self.refuse(&user, "handle", Some("another user has this handle"))?;
        }
        Some(SeedUser { display_name: display_name?, handle: handle?, email: email? })
    }

    fn conversation(&mut self, raw: &'a RawValue, path: String, taken: &mut Taken) -> Option<SeedConversation> {
        let conversation = self.object(raw.get(), path, &["message_group_uuid", "between", "messages"])?;
        let between = self.between(&conversation);
        let id = self.optional::<Option<Uuid>>(&conversation, "message_group_uuid").flatten();
        let conversation_id = id.or_else(|| Some(taken.next_conversation_id(between.as_ref()?)));
        if conversation_id.is_some_and(|conversation_id| !taken.conversations.insert(conversation_id)) {
            self.refuse(&conversation, "message_group_uuid", Some("another conversation has this id"));
        }
        self.present(&conversation, "messages")?;
        let raws = self.entries(&conversation, "messages", taken)?;
        let is_empty = raws.is_empty().then_some("a conversation has at least one message");
        self.refuse(&conversation, "messages", is_empty);
        let mut messages = Vec::with_capacity(raws.len());
        for (at, raw) in raws.into_iter().enumerate() {
            let path = format!("{}[{at}]", conversation.path_of("messages"));
            messages.extend(self.message(raw, path, at, conversation_id.unwrap_or_default(), between.as_ref(), taken));
        }
        Some(SeedConversation { conversation_id: conversation_id?.to_string(), between: between?, messages })
    }

    fn between(&mut self, conversation: &Object<'a>) -> Option<[String; 2]> {
        let handles: Vec<String> = self.required(conversation, "between")?;
        let between = <[String; 2]>::try_from(handles).ok().filter(|[one, other]| one != other);
        let why = match &between {
            None => Some("it takes two different handles"),
            Some(handles) => handles.iter().find_map(|handle| not_a_handle(handle)),
        };
        self.refuse(conversation, "between", why)?;
        between
    }

    fn message(
        &mut self,
        raw: &'a RawValue,
        path: String,
        at: usize,
        conversation_id: Uuid,
        between: Option<&[String; 2]>,
        taken: &mut Taken,
    ) -> Option<SeedMessage> {
        let message = self.object(raw.get(), path, &["from", "message", "message_uuid"])?;
        let from: Option<String> = self.required(&message, "from");
        let from = from.zip(between).map(|(from, between)| {
            let index = between.iter().position(|handle| *handle == from);
            let why = index.is_none().then(|| format!("{from:?} is not in this conversation"));
            self.refuse(&message, "from", why.as_deref());
            index.unwrap_or_default()
        });
        let text: Option<String> = self.required(&message, "message");
        if let Some(Err(why)) = text.as_deref().map(check_message) {
            self.refuse(&message, "message", Some(&why.to_string()));
        }
        let uuid = self.optional::<Option<Uuid>>(&message, "message_uuid").flatten();
        if uuid.is_some_and(|uuid| !taken.messages.insert(uuid)) {
            self.refuse(&message, "message_uuid", Some("another message has this id"));
        }
        let uuid = uuid.map_or_else(|| message_uuid(conversation_id, at), |uuid| uuid.to_string());
        Some(SeedMessage { uuid, from: from?, text: text? })
    }

    /// Parses an object. It may have these fields, each once.
    fn object(&mut self, raw: &'a str, path: String, fields: &[&str]) -> Option<Object<'a>> {
        if !raw.starts_with('{') && !path.is_empty() {
            self.wrong(raw, &path, "it must be an object");
            return None;
        }
        let parsed: Result<Members, _> = serde_json::from_str(raw);
        let members = match parsed {
            Ok(Members(members)) => members,
            Err(error) => {
                self.malformed(raw, if path.is_empty() { WHOLE } else { &path }, &error);
                return None;
            }
        };
        let object = Object { raw, path, members };
        for (at, (name, value)) in object.members.iter().enumerate() {
            let why = if !fields.contains(&name.as_str()) {
                format!("there is no such field; the fields are {}", fields.join(", "))
            } else if object.members[..at].iter().any(|(before, _)| before == name) {
                "it appears twice".to_owned()
            } else {
                continue;
            };
            self.wrong(value.get(), &object.path_of(name), &why);
        }
        Some(object)
    }

    /// Returns the value of a field that must exist.
    fn required<T: Expected<'a>>(&mut self, object: &Object<'a>, field: &str) -> Option<T> {
        self.present(object, field)?;
        self.optional(object, field)
    }

    /// Adds a fault if a field does not exist; returns `None` then.
    fn present(&mut self, object: &Object<'a>, field: &str) -> Option<()> {
        let is_missing = !object.members.iter().any(|(name, _)| name == field);
        self.refuse(object, field, is_missing.then_some("it is missing"))
    }

    /// Returns the value of a field, if it exists. A field that appears twice was refused before.
    fn optional<T: Expected<'a>>(&mut self, object: &Object<'a>, field: &str) -> Option<T> {
        let (_, value) = object.members.iter().find(|(name, _)| name == field)?;
        let parsed = serde_json::from_str(value.get()).ok();
        let why = parsed.is_none().then(|| format!("it must be {}", T::WHAT));
        self.refuse(object, field, why.as_deref())?;
        parsed
    }

    /// Adds a fault of a field if there is a reason; returns `None` then.
    fn refuse(&mut self, object: &Object<'a>, field: &str, why: Option<&str>) -> Option<()> {
        let Some(why) = why else { return Some(()) };
        let value = object.members.iter().find(|(name, _)| name == field);
        self.wrong(value.map_or(object.raw, |(_, value)| value.get()), &object.path_of(field), why);
        None
    }

    /// Adds a fault of `slice`, a slice of the text.
    fn wrong(&mut self, slice: &str, field: &str, why: &str) {
        self.add(slice, 0, field, why);
    }

    /// Adds an error of the parser, which counts the lines of `slice` from 1.
    fn malformed(&mut self, slice: &str, field: &str, error: &serde_json::Error) {
        let message = error.to_string();
        let why = message.split(" at line ").next().unwrap_or(&message);
        self.add(slice, error.line().saturating_sub(1), field, why);
    }

    /// Adds a fault that is so many lines after the start of `slice`. The address of the slice tells its position in the
    /// text.
    fn add(&mut self, slice: &str, lines: usize, field: &str, why: &str) {
        let (name, text) = (self.name, self.text);
        self.faults.add(|| {
            let offset = (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            SeedFault {
                file: name.to_owned(),
                line: line_at(text.as_bytes(), offset) + lines,
                field: field.to_owned(),
                why: why.to_owned(),
            }
        });
    }
}

/// Returns the line of the byte at `offset`.
pub(super) fn line_at(text: &[u8], offset: usize) -> usize {
    text.iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

/// Returns why a text cannot be a handle or an e-mail address. Users are looked up by both.
fn not_a_handle(text: &str) -> Option<&'static str> {
    match text.trim() == text {
        false => Some("it has a blank at its start or end"),
        true if text.is_empty() => Some("it is blank"),
        true => control_character(text),
    }
}

/// Returns a reason if a text has a control character.
fn control_character(text: &str) -> Option<&'static str> {
    text.contains(char::is_control).then_some("it has a control character")
}

/// The type of a field.
trait Expected<'a>: Deserialize<'a> {
    /// The type in words.
    const WHAT: &'static str;
}

impl Expected<'_> for String {
    const WHAT: &'static str = "a string";
}

impl Expected<'_> for Option<Uuid> {
    const WHAT: &'static str = "a UUID";
}

impl Expected<'_> for Vec<String> {
    const WHAT: &'static str = "a list of strings";
}

impl<'a> Expected<'a> for Elements<'a, MAX_ENTRIES> {
    const WHAT: &'static str = "a list of at most 200000 elements";
}

/// The members of a JSON object in the order of the file. A name may appear twice.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Deserialize<'a> for Members<'a> {
    fn deserialize<D: Deserializer<'a>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Read)
    }
}

struct Read;

impl<'a> Visitor<'a> for Read {
    type Value = Members<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Members<'a>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            if members.len() == MAX_MEMBERS {
                return Err(A::Error::custom(format!("it has more than {MAX_MEMBERS} fields")));
            }
            members.push(member);
        }
        Ok(Members(members))
    }
}
