//! The new messages of a conversation, as they are written: the inserts in the table's stream.

use crate::cli::context::At;
use crate::cli::ddb::stream::Polling;
use cruddur::ddb::{RecordChange, ShardPosition, Stream};
use cruddur::messaging::Message;
use std::collections::VecDeque;

/// How many printed messages are remembered: those that are written while the conversation is read are in both.
const MAX_REMEMBERED: usize = 1_000;

/// Follows one conversation.
pub struct Follow {
    stream: Stream,
    polling: Polling,
    conversation_id: String,
    /// New messages that are not printed yet.
    new: Vec<Message>,
    /// Time and id of the newest printed messages.
    printed: VecDeque<(String, Option<String>)>,
}

impl Follow {
    /// Begins at the end of the stream. A conversation that is read afterwards and followed then has no gap.
    pub async fn begin(at: &At, conversation_id: &str) -> anyhow::Result<Self> {
        let mut follow = Self {
            stream: at.stream(ShardPosition::Latest, None).await?,
            polling: Polling::new(false, at),
            conversation_id: conversation_id.to_owned(),
            new: Vec::new(),
            printed: VecDeque::new(),
        };
        follow.read().await?;
        Ok(follow)
    }

    /// Remembers a message that is printed already.
    pub fn printed(&mut self, message: &Message) {
        if self.printed.len() == MAX_REMEMBERED {
            self.printed.pop_front();
        }
        self.printed.push_back(key(message));
    }

    /// Waits for new messages, and returns them.
    pub async fn next(&mut self) -> anyhow::Result<Vec<Message>> {
        loop {
            let mut new = std::mem::take(&mut self.new);
            new.retain(|message| !self.printed.contains(&key(message)));
            if !new.is_empty() {
                return Ok(new);
            }
            if !self.read().await? {
                self.polling.wait().await;
            }
        }
    }

    /// Reads a part of the stream, and returns whether there was one. The embedded store is closed afterwards, so that others can
    /// write.
    async fn read(&mut self) -> anyhow::Result<bool> {
        let batch = self.stream.next().await?;
        self.stream.release();
        let Some(batch) = batch else { return Ok(false) };
        let inserts = batch.records.iter().filter(|record| record.change == RecordChange::Insert);
        let messages = inserts.filter_map(|record| Message::from_item(record.image.as_ref()?));
        self.new.extend(messages.filter(|message| message.conversation_id == self.conversation_id));
        self.stream.done(batch).await?;
        self.polling.reset();
        Ok(true)
    }
}

/// Returns what tells messages of one conversation apart.
fn key(message: &Message) -> (String, Option<String>) {
    (message.created.shown().clone(), message.uuid.clone())
}
