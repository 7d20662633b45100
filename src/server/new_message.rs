//! The body of a new message, and the key that makes it idempotent.
//! Source: IETF draft "The Idempotency-Key HTTP Header Field".

use super::failure::Failure;
use crate::messaging::check_message;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

/// The header with the key.
const KEY: &str = "idempotency-key";

/// The maximum length of a key, in bytes.
const MAX_KEY: usize = 255;

/// The namespace of the ids of messages with a key (UUID v5).
const NAMESPACE: Uuid = Uuid::from_u128(0x9c4f_0d0e_7b1a_4f52_9a6e_3f1d_52c8_a07b);

/// The text of a new message, and where it goes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NewText {
    pub(super) text: String,
    pub(super) to: To,
}

/// Where a new message goes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum To {
    /// A conversation, by its id.
    Conversation(String),
    /// The conversation with the user of this handle.
    Handle(String),
}

/// The members of the body. A client may send others.
#[derive(Deserialize)]
struct Members {
    message: Option<String>,
    message_group_uuid: Option<String>,
    handle: Option<String>,
}

impl NewText {
    /// Reads a body.
    ///
    /// # Errors
    /// 400 if it is not a JSON object of this form, or does not name one of the two recipients; 422 for a text that no message can have.
    pub(super) fn parse(body: &[u8]) -> Result<Self, Failure> {
        let members: Members = serde_json::from_slice(body).map_err(|_| Failure::bad_request())?;
        let to = match (members.message_group_uuid, members.handle) {
            (Some(id), None) => To::Conversation(id),
            (None, Some(handle)) => To::Handle(handle),
            _ => return Err(Failure::bad_request()),
        };
        let text = members.message.unwrap_or_default();
        if text.trim().is_empty() {
            return Err(Failure::unprocessable("message_blank"));
        }
        check_message(&text).map_err(|_| Failure::unprocessable("message_exceed_max_chars"))?;
        Ok(Self { text, to })
    }
}

/// Returns the key of a request, if it has one.
///
/// # Errors
/// 400 if it is empty, too long, not ASCII, or comes twice.
pub(super) fn key_of(headers: &HeaderMap) -> Result<Option<&str>, Failure> {
    let mut values = headers.get_all(KEY).iter();
    let Some(first) = values.next() else { return Ok(None) };
    let key = first.to_str().ok().filter(|key| (1..=MAX_KEY).contains(&key.len()) && values.next().is_none());
    key.map(Some).ok_or_else(|| Failure::new(StatusCode::BAD_REQUEST, "bad_idempotency_key"))
}

/// Returns the id of the message that a user sends with a key. The same key of another user, or to another recipient, is another id.
pub(super) fn id_of(user_uuid: &str, to: &To, key: &str) -> Uuid {
    let (kind, to) = match to {
        To::Conversation(id) => ("conversation", id),
        To::Handle(handle) => ("handle", handle),
    };
    Uuid::new_v5(&NAMESPACE, json!([user_uuid, kind, to, key]).to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::LONGEST_MESSAGE;

    fn parse(body: &str) -> Result<NewText, String> {
        NewText::parse(body.as_bytes()).map_err(|failure| format!("{failure:?}"))
    }

    #[test]
    fn a_message_goes_to_one_recipient() {
        let new = |to| Ok(NewText { text: "Hi".to_owned(), to });
        assert_eq!(parse(r#"{"message":"Hi","message_group_uuid":"g"}"#), new(To::Conversation("g".to_owned())));
        assert_eq!(
            parse(r#"{"message":"Hi","handle":"bayko","message_group_uuid":null}"#),
            new(To::Handle("bayko".to_owned()))
        );
        for body in [
            "",
            "{",
            "[]",
            "\"Hi\"",
            "{}",
            r#"{"message":"Hi"}"#,
            r#"{"message":1,"handle":"a"}"#,
            r#"{"message":"Hi","handle":"a","message_group_uuid":"g"}"#,
        ] {
            assert!(parse(body).unwrap_err().contains("bad_request"), "{body}");
        }
    }

    #[test]
    fn the_length_of_a_text_is_counted_in_characters() {
        let body = |text: &str| json!({ "message": text, "handle": "a" }).to_string();
        assert!(parse(&body(&"\u{1F642}".repeat(LONGEST_MESSAGE))).is_ok());
        assert!(parse(&body(&"a".repeat(LONGEST_MESSAGE + 1))).unwrap_err().contains("message_exceed_max_chars"));
        for text in ["", " \n\t", "\u{3000}"] {
            assert!(parse(&body(text)).unwrap_err().contains("message_blank"));
        }
        assert!(parse(r#"{"handle":"a"}"#).unwrap_err().contains("message_blank"));
    }

    #[test]
    fn an_id_is_of_one_user_one_recipient_and_one_key() {
        let to = |id: &str| To::Conversation(id.to_owned());
        let id = id_of("u", &to("g"), "k");
        assert_eq!(id, id_of("u", &to("g"), "k"));
        for other in [
            id_of("v", &to("g"), "k"),
            id_of("u", &to("h"), "k"),
            id_of("u", &to("g"), "l"),
            id_of("u", &To::Handle("g".to_owned()), "k"),
        ] {
            assert_ne!(id, other);
        }
    }

    #[test]
    fn a_key_is_short_ascii() {
        let read = |values: &[&[u8]]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(KEY, axum::http::HeaderValue::from_bytes(value).unwrap());
            }
            key_of(&headers).map(|key| key.map(str::to_owned)).map_err(|failure| format!("{failure:?}"))
        };
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&[b"k-1"]), Ok(Some("k-1".to_owned())));
        for values in [&[b"".as_slice()][..], &["ä".as_bytes()], &[&[b'k'; MAX_KEY + 1]], &[b"a", b"a"]] {
            assert!(read(values).is_err());
        }
    }
}
