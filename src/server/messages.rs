//! The routes of conversations and their messages. A user who is no participant of a conversation gets the answer of one that does
//! not exist.
//! Source: the app's backend, `message_groups.py`, `messages.py` and `create_message.py`.

use super::bearer::Authenticated;
use super::failure::Failure;
use super::new_message::{NewText, To, key_of};
use super::paging::Paging;
use super::segment::Segment;
use super::state::State;
use super::{body, new_message};
use crate::db::User;
use crate::messaging::{Conversation, Message, NewMessage, Order, Participant, Recipient};
use axum::extract;
use axum::http::StatusCode;
use axum::{Json, body::Body};
use serde_json::{Value, json};
use std::sync::Arc;

/// The maximum length of the id of a conversation, in bytes. Longer ones are no keys.
const MAX_ID: usize = 255;

/// Returns the conversations of the caller, newest first.
pub(super) async fn groups(
    extract::State(state): extract::State<Arc<State>>,
    Authenticated(user): Authenticated,
    paging: Paging,
) -> Result<Json<Vec<Value>>, Failure> {
    let stores = state.stores().await;
    let messages = stores.messages().await?;
    let rows = messages.conversations_in(&user.uuid, paging.period(), Order::NewestFirst, Some(paging.limit));
    Ok(Json(rows.take(Some(paging.limit)).await?.iter().map(group).collect()))
}

/// Returns the newest messages of a conversation of the caller, oldest first.
pub(super) async fn list(
    extract::State(state): extract::State<Arc<State>>,
    Authenticated(user): Authenticated,
    Segment(conversation_id): Segment,
    paging: Paging,
) -> Result<Json<Vec<Value>>, Failure> {
    check_id(&conversation_id)?;
    let stores = state.stores().await;
    let messages = stores.messages().await?;
    if !messages.is_participant(&conversation_id, &user.uuid).await? {
        return Err(Failure::not_found());
    }
    let rows = messages.conversation(&conversation_id, paging.period(), Order::NewestFirst, Some(paging.limit));
    Ok(Json(rows.take(Some(paging.limit)).await?.iter().rev().map(message).collect()))
}

/// Writes a message of the caller. A client that goes away does not stop a write that has begun.
pub(super) async fn create(
    extract::State(state): extract::State<Arc<State>>,
    Authenticated(user): Authenticated,
    headers: axum::http::HeaderMap,
    body: Body,
) -> Result<Json<Value>, Failure> {
    let body = body::read(body).await?;
    if !state.settings.writes {
        return Err(Failure::new(StatusCode::FORBIDDEN, "read_only"));
    }
    let new = NewText::parse(&body)?;
    let key = key_of(&headers)?.map(str::to_owned);
    tokio::spawn(async move { write(&state, user, &new, key.as_deref()).await }).await.map_err(crate::Error::from)?
}

async fn write(state: &State, user: User, new: &NewText, key: Option<&str>) -> Result<Json<Value>, Failure> {
    let sender = Participant::from(user);
    let id = key.map(|key| new_message::id_of(&sender.user_uuid, &new.to, key));
    // Two requests with the same key at the same time would both find no message.
    let _same_key = match id {
        Some(id) => Some(state.key_lock(id).await),
        None => None,
    };
    let stores = state.stores().await;
    let messages = stores.messages().await?;
    let now = state.now();
    let write = async |to: Recipient<'_>| {
        let pending =
            messages.prepare_message(&NewMessage { sender: &sender, to, text: &new.text, now, uuid: id }).await?;
        messages.write_message(pending, state.settings.records.as_deref()).await
    };
    let (written, is_by_id) = match &new.to {
        To::Conversation(conversation_id) => {
            check_id(conversation_id)?;
            (write(Recipient::Conversation(conversation_id)).await?, true)
        }
        To::Handle(handle) => {
            let receiver = Participant::from(stores.users().await?.by_handle(handle).await?);
            // A table that was empty when the server started may hold rows by now.
            let layout = messages.sample().await?.layout.unwrap_or(state.settings.layout);
            (write(Recipient::User(&receiver, layout)).await?, false)
        }
    };
    let answer = match is_by_id {
        true => with_group(&written.pending.message),
        false => json!({ "message_group_uuid": written.pending.message.conversation_id }),
    };
    // Acknowledged before the answer is sent: if it is lost, a client with an idempotency key finds the message by its id.
    written.acknowledge();
    Ok(Json(answer))
}

/// An id that is no key belongs to no conversation.
fn check_id(conversation_id: &str) -> Result<(), Failure> {
    let is_key = (1..=MAX_ID).contains(&conversation_id.len());
    if is_key { Ok(()) } else { Err(Failure::not_found()) }
}

fn group(row: &Conversation) -> Value {
    json!({
        "uuid": row.conversation_id,
        "display_name": row.other.display_name,
        "handle": row.other.handle,
        "message": row.last_message,
        "created_at": row.last_reply.shown(),
    })
}

fn message(row: &Message) -> Value {
    json!({
        "uuid": row.uuid,
        "display_name": row.sender.display_name,
        "handle": row.sender.handle,
        "message": row.text,
        "created_at": row.created.shown(),
    })
}

/// Returns a message with the id of its conversation, as the answer to a POST has it.
pub(super) fn with_group(row: &Message) -> Value {
    let mut shown = json!({ "message_group_uuid": row.conversation_id });
    if let (Value::Object(all), Value::Object(members)) = (&mut shown, message(row)) {
        all.extend(members);
    }
    shown
}
