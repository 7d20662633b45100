//! The conversation that an argument names by the beginning of its id.

use crate::cli::context::Context;
use cruddur::ddb::Table;
use cruddur::messaging::is_id_prefix;

/// Returns the whole id of the conversation of a user, of `user_uuid`, that `given` names. A whole id costs no read. A beginning that
/// no conversation in the inbox has may be an id of another form, so it is returned as it is: no conversation has it, or it is
/// that conversation's whole id.
pub async fn whole_id(context: &Context, messages: &Table, user_uuid: &str, given: &str) -> anyhow::Result<String> {
    if !is_id_prefix(given) {
        return Ok(given.to_owned());
    }
    let Some(conversation_id) = messages.conversation_of_prefix(user_uuid, given).await? else {
        return Ok(given.to_owned());
    };
    if conversation_id != given {
        context.ui.status(&format!("conversation {conversation_id}"));
    }
    Ok(conversation_id)
}
